for (const box of document.querySelectorAll('.point[hidden]')) {
  const [button, said, words] = [box.querySelector('button'), box.querySelector('[role=status]'), box.dataset];
  const { form } = button;
  const put = (values) => ['lon', 'lat', 'accuracy_m', 'place_source'].forEach((name, at) => {
    form.elements[name]?.remove();
    if (!values) return;
    form.insertAdjacentHTML('afterbegin', `<input type="hidden" name="${name}">`);
    form.elements[name].value = values[at];
  });
  const show = (text) => {
    const metres = form.elements.accuracy_m?.value;
    said.textContent = text ?? (metres ? words.kept.replace('#', metres) : '');
    button.textContent = form.elements.lon ? words.remove : words.add;
  };
  if (!navigator.geolocation || !window.isSecureContext) continue;
  show();
  box.hidden = false;
  button.onclick = () => {
    if (form.elements.lon) {
      put();
      show();
      return;
    }
    show(words.wait);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      put([coords.longitude.toFixed(6), coords.latitude.toFixed(6), Math.round(coords.accuracy), 'gps']);
      show();
    }, () => show(words.failed), { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
  };
}
