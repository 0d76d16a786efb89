// Small improvements only: every page works without this file.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || !navigator.clipboard) {
    return;
  }
  const source = document.getElementById(button.dataset.copy);
  navigator.clipboard.writeText(source.textContent.trim()).then(() => {
    button.textContent = button.dataset.done;
  });
});
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
}

// Suggestions while typing: the ARIA combobox pattern. Words stay what was typed;
// choosing a suggestion opens its entry, Enter without a choice searches.
for (const input of document.querySelectorAll("[data-suggest]")) {
  const list = input.nextElementSibling;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  list.setAttribute("role", "listbox");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  const choose = (index) => {
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const show = (open) => {
    const shown = open && options().length > 0;
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    choose(-1);
  };
  list.addEventListener("htmx:afterSwap", () => {
    options().forEach((option, at) => { option.id = list.id + "-" + at; });
    show(document.activeElement === input);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      location.assign(option.dataset.address);
    }
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0 && !event.isComposing) {
      const at = list.hidden ? -1 : chosen();
      if (list.hidden) {
        show(true);
      }
      const step = (event.key === "ArrowDown") ? 1 : -1;
      choose((at < 0 && step < 0) ? count - 1 : (at + step + count) % count);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      show(false);
      event.preventDefault();
    } else if (event.key === "Enter" && !event.isComposing && !list.hidden && chosen() >= 0) {
      event.preventDefault();
      location.assign(options()[chosen()].dataset.address);
    }
  });
}

// How far an upload has come; without scripts the browser shows it itself.
document.addEventListener("htmx:xhr:progress", (event) => {
  const shown = event.target.closest("[data-upload]")?.querySelector("[data-progress]");
  if (!shown || !event.detail.lengthComputable || event.detail.total === 0) {
    return;
  }
  const percent = Math.floor(100 * event.detail.loaded / event.detail.total);
  const words = shown.querySelector("[role=status]");
  shown.hidden = false;
  shown.querySelector("progress").value = percent;
  if (percent >= 100) {
    shown.querySelector("progress").removeAttribute("value");
    words.textContent = words.dataset.checking;
  } else if (percent % 10 === 0 || words.textContent === "") {
    words.textContent = words.dataset.sending + " " + percent + " %";
  }
});
// A refusal is shown like any page.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id === "main" && event.detail.xhr.status >= 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "main") {
    document.getElementById("main").focus();
  }
});
