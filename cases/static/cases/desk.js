// Puts a prepared answer into the text field of its form; what was typed before stays above it.
document.addEventListener("change", (event) => {
  const list = event.target.closest("select[data-answers]");
  if (!list || !list.value) return;
  const field = list.form.querySelector("textarea[name=text]");
  if (field) {
    field.value = field.value ? `${field.value}\n\n${list.value}` : list.value;
    field.focus();
  }
  list.value = "";
});
