"""The English of the main sample pages, by unit and Indonesian title: fields that replace the copied ones."""

from __future__ import annotations

from typing import Any

from .bodies import SAMPLE_EN, callout, folds, heading, quote, steps, table, text
from .english_about import ABOUT_SITE
from .standards import bring, channels, copies, procedure

HANDLING = (
    "Every complaint is recorded and numbered. Questions are answered within 5 working days, complaints that need no "
    "inspection within 14, those that need one within 60."
)
UNIT_WORDS: dict[str, Any] = {
    "complaint_handling": HANDLING,
    "complaint_channels": channels(
        "Counter, complaints desk", "0286-000-015", "darmayasa@contoh.example", "Monday–Friday, office hours"
    ),
    "facilities": "Waiting room with 12 seats, ramp, accessible toilet, children's corner, drinking water, free photocopies.",
    "staff_competence": "Knows village administration, works with a computer, is polite, speaks Javanese and Indonesian.",
    "internal_supervision": "The head of the village checks the register every week, the secretary the files every day.",
    "service_guarantee": "Done in the promised time. If we are late, we bring the letter to your home at no cost.",
    "safety_guarantee": "Files are kept in a locked cabinet; personal data serve this service only.",
    "performance_evaluation": "Satisfaction survey every quarter, staff meeting every month.",
    "location": "Counter of the village hall",
}

# Section home pages by unit code.
SECTIONS: dict[str, dict[str, Any]] = {
    "33.04": {
        "title": "Kabupaten Banjarnegara (demonstration)",
        "summary": "Demonstration portal of Kabupaten Banjarnegara. Find services, news and documents from the regency down to the village.",
        "body": [SAMPLE_EN],
        "vision": "Public service that is near, open and can be checked by anybody (sample).",
    },
    "33.04.15": {
        "summary": "Seventeen villages on the mountain slopes. The counter serves identity cards, legalisation and recommendations.",
        "body": [SAMPLE_EN, text("Come before 14.30 so that your papers are ready on the same day.")],
        "vision": "A friendly counter and villages that help each other (sample).",
    },
    "33.04.15.2008": {
        "summary": "A village of vegetables, potatoes and coffee on the mountain slope. Four hamlets, one counter.",
        "body": [SAMPLE_EN],
        "vision": "Clean water, good roads and kitchens that feed their families (sample).",
    },
}
POSITIONS = {
    "Sekretaris Daerah": "Regional secretary",
    "Asisten Pemerintahan": "Assistant for government",
    "Asisten Perekonomian dan Pembangunan": "Assistant for economy and development",
    "Camat Pejawaran": "Head of the kecamatan",
    "Sekretaris Kecamatan": "Secretary of the kecamatan",
    "Kasi Pelayanan": "Head of services",
    "Kepala Desa": "Head of the village",
    "Sekretaris Desa": "Village secretary",
    "Kaur Keuangan": "Finance officer",
    "Kaur Umum dan Perencanaan": "Planning officer",
    "Kasi Pemerintahan": "Government officer",
    "Kasi Kesejahteraan dan Pelayanan": "Welfare and service officer",
    "Kepala Dusun Contoh Wetan": "Head of hamlet Contoh Wetan",
    "Kepala Dusun Contoh Kulon": "Head of hamlet Contoh Kulon",
    "Kepala Dusun Contoh Lor": "Head of hamlet Contoh Lor",
    "Kepala Dusun Contoh Kidul": "Head of hamlet Contoh Kidul",
}
DUTIES = "Governs and serves the residents, keeps the peace and reports openly on its work. This is a sample text."

PAGES: dict[str, dict[str, dict[str, Any]]] = {
    "33.04": {
        "Semua kecamatan kini satu pintu di portal ini": {
            "title": "All kecamatan now behind one door",
            "summary": "Services, documents and news from the regency to the village can be found in one place.",
            "body": [
                text(
                    "Twenty kecamatan have opened their pages in this portal. Search for the name of a village or of a service.",
                    "Every page names the office that answers for it and the day on which it was last checked.",
                ),
                heading("Where do I begin?"),
                steps(
                    ("Write what you need", "For example: residence letter, birth certificate, health post."),
                    ("Choose your kecamatan or village", "Requirements and hours may differ."),
                    ("Prepare the papers on the list", "Print it and tick them off."),
                ),
            ],
        },
        **ABOUT_SITE,
    },
    "33.04.15": {
        "Loket kecamatan buka Sabtu pagi selama satu bulan": {
            "title": "Kecamatan counter open on Saturday mornings for a month",
            "summary": "If you work on weekdays, come on Saturday between 08.00 and 11.00.",
            "body": [
                text(
                    "The trial covers legalisation, recommendations and letters. Identity cards remain on weekdays.",
                    "We count visitors every week. If many come, Saturdays stay.",
                )
            ],
        },
        "Perekaman KTP elektronik": {
            "title": "Electronic identity card",
            "summary": "For residents who turn 17 or marry. Photo and fingerprints are taken at the kecamatan.",
            "requirements": bring(copies("Family card"), {"text": "Come in person"}),
            "availability_note": "The iris scanner is being repaired. Until then, go to the population office of the regency.",
            "procedure": procedure(
                ("applicant", "Take a queue number"),
                ("officer", "Checks your data", 5, "minute"),
                ("officer", "Takes photo, fingerprints, iris and signature", 10, "minute"),
                ("applicant", "Receive the proof"),
            ),
            "product": "Proof of recording",
            **UNIT_WORDS,
            "location": "Service counter of the kecamatan",
            "complaint_channels": channels(
                "Service counter, desk 1", "0286-000-014", "pejawaran@contoh.example", "Monday–Friday, office hours"
            ),
        },
    },
    "33.04.15.2008": {
        "Jalan Dusun Contoh Wetan selesai diperbaiki": {
            "title": "Road of hamlet Contoh Wetan repaired",
            "summary": "Two vehicles can now pass on 420 metres of road. The work ended five days early.",
            "event_place": "Hamlet Contoh Wetan",
            "body": [
                text(
                    "The road has been widened from two to three metres and has a drain on both sides.",
                    "36 residents took part, six of them each day.",
                ),
                table(
                    "The work in figures",
                    ["Work", "Volume", "Cost"],
                    [
                        ["Paving", "420 m", "Rp96,500,000"],
                        ["Drains", "840 m", "Rp41,200,000"],
                        ["Wages", "288 person-days", "Rp28,800,000"],
                    ],
                ),
                text("For the first two weeks lorries above four tonnes should take the kecamatan road."),
            ],
        },
        "Warga menanam 600 bibit di sekitar mata air": {
            "title": "Residents plant 600 trees around the spring",
            "summary": "Sugar palm, banyan and gayam were chosen because their roots hold water.",
            "event_place": "Contoh spring",
            "body": [
                text(
                    "The spring gave less water in the last dry season. Four hamlets planted 600 saplings on two hectares.",
                    "Each hamlet cares for 150 of them for a year.",
                ),
                quote("If the trees live, our grandchildren need not buy water.", "A participant"),
            ],
        },
        "Balai desa kini punya ramp dan toilet untuk kursi roda": {
            "title": "Village hall gets a ramp and an accessible toilet",
            "summary": "Residents with disabilities and the elderly can enter from the east side without steps.",
            "body": [
                text(
                    "The ramp is gentle, 1 in 12, with rails on both sides. A wheelchair can turn in the new toilet.",
                    "Do you need help? Call first and we will wait for you at the east door.",
                )
            ],
        },
        "Surat Keterangan Domisili": {
            "title": "Residence letter",
            "summary": "States that you live in this village. Bring your identity card and a letter from the RT; done in 10 minutes.",
            "requirements": bring(
                "Identity card (KTP)",
                copies("Family card"),
                "Letter of introduction from the head of the RT",
            ),
            "procedure": procedure(
                ("applicant", "Hand in the papers at the counter"),
                ("officer", "Checks them and writes the letter", 7, "minute"),
                ("official", "The head or secretary of the village signs", 3, "minute"),
                ("applicant", "Receive the letter and sign the register"),
            ),
            "product": "Residence letter, valid for three months",
            **UNIT_WORDS,
        },
        "Surat Keterangan Tidak Mampu (SKTM)": {
            "title": "Certificate of low income (SKTM)",
            "summary": "For lower school fees, medical care or legal aid. Free of charge.",
            "requirements": bring(
                "Identity card (KTP)",
                copies("Family card"),
                "Letter of introduction from the head of the RT",
                {"text": "Request from the school, clinic or institution", "note": "If there is one."},
            ),
            "procedure": procedure(
                ("applicant", "Hand in the papers and say what the letter is for"),
                ("officer", "Compares with the welfare data", 10, "minute"),
                ("officer", "If you are not in it, the head of the hamlet visits you", 1, "working_day"),
                ("official", "The head of the village signs", 5, "minute"),
            ),
            "time_condition": "from a complete file; one working day if a visit is needed",
            "product": "Certificate of low income",
            **UNIT_WORDS,
        },
        "Curug Contoh Pitu": {
            "title": "Contoh Pitu waterfall",
            "summary": "An invented waterfall of 35 metres with a shallow pool. Fifteen minutes on foot from the car park.",
            "facilities": "parking, toilet, prayer room, food stall, changing room",
            "accessibility": "Path with steps; wheelchairs reach the lower lookout.",
            "best_season": "May to September",
            "safety": "Do not swim when it rains upstream. Follow the guard.",
            "body": [
                text(
                    "Seven cascades meet in one pool. Come in the morning, when thin mist still falls.",
                    "The path leads through coffee gardens.",
                ),
                callout("warning", "The pool is closed when the water gauge shows red."),
            ],
        },
        "Gardu Pandang Mega Contoh": {
            "title": "Mega Contoh lookout",
            "summary": "An invented place to see the sun rise above a sea of clouds, at 1,650 metres.",
            "facilities": "parking, toilet, food stall, fireplace",
            "accessibility": "Ramp to the main deck; accessible toilet.",
            "best_season": "July to October",
            "safety": "It may cool down to 8 °C. Bring a jacket.",
            "body": [
                text("Come before 05.00. A village guide waits at the gate with a torch."),
                folds(
                    "Frequent questions",
                    ("May I camp?", "Yes, on the lower field. Register by phone; there is room for 15 tents."),
                ),
            ],
        },
        "Homestay Omah Contoh": {
            "title": "Homestay Omah Contoh",
            "summary": "Four rooms in a family house, home-cooked breakfast and a camp fire in the evening.",
            "facilities": "hot water, shared kitchen, parking, Wi-Fi",
            "accessibility": "One room on the ground floor without steps.",
            "body": [
                text(
                    "Price per room and night for two, breakfast included. Children under six stay free.",
                    "Book at least one day ahead.",
                )
            ],
        },
    },
}
TOPICS = {
    "kesehatan": ("Kesehatan", "Health"),
    "pendidikan": ("Pendidikan", "Education"),
    "infrastruktur": ("Infrastruktur", "Infrastructure"),
    "pertanian": ("Pertanian", "Farming"),
    "kependudukan": ("Kependudukan", "Population papers"),
    "bantuan-sosial": ("Bantuan sosial", "Social aid"),
    "lingkungan": ("Lingkungan", "Environment"),
    "budaya": ("Budaya", "Culture"),
}
