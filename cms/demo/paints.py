"""The colours of the sample pictures: the warm paper, ink, teal and rust of the portal, and the land around them."""

PAPER, INK, TEAL, RUST = "#f7f5f0", "#1d2521", "#0b5d5b", "#a84814"
CREAM, WALL, SAND, STRAW = "#f6ead3", "#f1e4cb", "#e3c79a", "#dcb35f"
SUN, GLOW, PEACH = "#f4b860", "#f8d9a0", "#f3c9a2"
MIST, FAR, MIDDLE, NEAR, DEEP = "#dbe5da", "#a9c4b6", "#6fa08c", "#3d7c68", "#1d5748"
LEAF, LIME, GRASS = "#5f9350", "#a9c06a", "#86ab59"
SOIL, CLAY, BARK, ROOF, BRICK = "#8d5b3a", "#b97f52", "#5b3a26", "#8a3d1b", "#b65a2c"
WATER, FOAM, NIGHT = "#7fb6b4", "#eaf3ee", "#17383d"
SKIN = ("#8a5a3c", "#a06c48", "#75492f")
BLUE = "#33658a"
