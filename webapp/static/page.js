// Enhancements that need scripts: completions, keyboard shortcuts, copy buttons. All else works without.
// Text enters the page as text only, never as markup, and requests go to this server only.

const WAIT_MS = 150;
const SHORTCUTS = "kashaf-shortcuts";

const box = document.getElementById("q");
const list = document.createElement("ul");
let options = [];
let active = -1;
let pending = null;
let timer = 0;
// A live region for screen readers, which must be in the page before its text changes.
const announcer = document.createElement("p");
Object.assign(announcer, { className: "visually-hidden", role: "status" });

// Completions: an editable combobox with a listbox, as in the ARIA Authoring Practices. The typed text does
// not change until a completion is chosen.

function closeList() {
  clearTimeout(timer);
  pending?.abort();
  list.hidden = true;
  announcer.textContent = "";
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function highlight(index) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const option = list.children[active];
  if (!option) return box.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function choose(option) {
  closeList();
  if (option.kind === "title") {
    const language = box.form.elements.namedItem("lang")?.value;
    location.assign(option.url + (language ? `?lang=${language}` : ""));
  } else {
    box.value = option.text;
    box.form.requestSubmit();
  }
}

// Defaults are not sent: canonical addresses hold only what differs from them.
function dropDefaults({ formData }) {
  for (const field of box.form.querySelectorAll("[data-default]")) {
    if (formData.get(field.name)?.trim() === field.dataset.default) formData.delete(field.name);
  }
}

// Fields that do not change the number of results.
const PRESENTATION_FIELDS = new Set(["q", "sort", "per_page", "lang"]);
const hasFilters = () => [...new FormData(box.form).keys()].some((name) => !PRESENTATION_FIELDS.has(name));

function createOption(option, index) {
  const line = document.createElement("li");
  const text = document.createElement("bdi");
  text.textContent = option.text;
  line.append(text);
  // A title leads to its release and is labelled as such; words lead to a search and have the number of its
  // results, which does not hold with filters.
  const note = document.createElement("span");
  const isTitle = option.kind === "title";
  note.className = isTitle ? "kind" : "count";
  const count = hasFilters() ? "" : option.count.toLocaleString("en");
  note.textContent = isTitle ? box.dataset.title : count;
  line.append(" ", note);
  line.id = `option-${index}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  // Keep the focus in the box: losing it closes the list.
  line.addEventListener("pointerdown", (event) => event.preventDefault());
  line.addEventListener("click", () => choose(option));
  return line;
}

function showList(completions) {
  options = completions;
  announcer.textContent = completions.length ? `${box.dataset.completions} (${completions.length})` : "";
  list.replaceChildren(...completions.map(createOption));
  active = -1;
  list.hidden = !completions.length;
  box.setAttribute("aria-expanded", String(completions.length > 0));
  box.removeAttribute("aria-activedescendant");
}

async function complete() {
  pending?.abort();
  const typed = box.value;
  if (!typed.trim()) return closeList();
  pending = new AbortController();
  try {
    const address = `${box.dataset.suggest}?q=${encodeURIComponent(typed)}`;
    const answer = await fetch(address, { signal: pending.signal });
    if (!answer.ok) return closeList();
    const { suggestions } = await answer.json();
    if (box.value === typed && document.activeElement === box) showList(suggestions);
  } catch (error) {
    if (error.name !== "AbortError") closeList();
  }
}

function onBoxKey(event) {
  if (event.isComposing) return;
  const shown = !list.hidden;
  const last = options.length - 1;
  if (event.key === "ArrowDown" && !shown) complete();
  else if (event.key === "ArrowDown") highlight(active < last ? active + 1 : -1);
  else if (event.key === "ArrowUp" && shown) highlight(active < 0 ? last : active - 1);
  else if (event.key === "Enter" && shown && active >= 0) choose(options[active]);
  else if (event.key === "Escape" && shown) closeList();
  else return;
  event.preventDefault();
}

function setUpCompletions() {
  list.id = "completions";
  list.className = "completions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.completions);
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(complete, WAIT_MS);
  });
  box.addEventListener("keydown", onBoxKey);
  box.addEventListener("blur", closeList);
}

// Keyboard shortcuts, by the position of the key: that of the slash writes ظ on an Arabic keyboard. A key that
// writes a slash elsewhere, even with Shift (French, German), works, too. Shortcuts of a single key can be
// switched off (WCAG 2.1.4); the choice is stored in this browser.

let shortcuts = "on";
try {
  shortcuts = localStorage.getItem(SHORTCUTS) ?? shortcuts;
} catch {
  // Storage is disabled: the choice holds for this page.
}
const areShortcutsOn = () => shortcuts !== "off";

/** Go to the next (1) or previous (-1) hit or match from the current one. */
function step(by) {
  const stops = [...document.querySelectorAll(".hit h2 a, .release span[id] + mark")];
  const selectors = [":target + mark", ":focus", ".hit:target h2 a"];
  const candidates = selectors.map((selector) => document.querySelector(selector));
  const current = stops.indexOf(candidates.find((candidate) => stops.includes(candidate)));
  const next = stops[current < 0 && by < 0 ? stops.length - 1 : current + by];
  // Replaces the history entry: "back" leaves the release instead of going through its matches.
  if (next?.matches("mark")) location.replace(`#${next.previousElementSibling.id}`);
  else next?.focus();
}

/** Focus the box with the cursor at its end, to add a word. */
function focusBox() {
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

const showShortcuts = () => document.getElementById("keys-help").click();
const BY_POSITION = {
  Slash: focusBox,
  KeyJ: () => step(1),
  KeyK: () => step(-1),
};

// By the character written, as the position of the key differs.
const BY_CHARACTER = { "/": focusBox, "?": showShortcuts, "؟": showShortcuts };

// The strip of matches: the current one is marked, and buttons step to its neighbours.

const strip = document.querySelector(".places ol");

/** Mark the number of the match that the address names, and scroll it into view within the strip. */
function markCurrent() {
  for (const link of strip.querySelectorAll("a")) {
    if (link.hash !== location.hash) link.removeAttribute("aria-current");
    else {
      link.setAttribute("aria-current", "true");
      const [number, frame] = [link, strip].map((part) => part.getBoundingClientRect());
      const middle = (one, other, length) => one - other - (frame[length] - number[length]) / 2;
      strip.scrollBy(middle(number.left, frame.left, "width"), middle(number.top, frame.top, "height"));
    }
  }
}

function setUpStrip() {
  if (!strip) return;
  markCurrent();
  addEventListener("hashchange", markCurrent);
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      step(Number(button.dataset.step));
      // Navigating to a fragment moves the focus away from the button.
      button.focus({ preventScroll: true });
    });
  }
}

function onKey(event) {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing && typing.type !== "radio") return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const action = BY_CHARACTER[event.key] ?? (!event.shiftKey && BY_POSITION[event.code]);
  if (!action || !areShortcutsOn()) return;
  event.preventDefault();
  action();
}

function setUpShortcutsSwitch() {
  const button = document.getElementById("shortcuts");
  const showState = () => button.setAttribute("aria-pressed", String(areShortcutsOn()));
  button.addEventListener("click", () => {
    shortcuts = areShortcutsOn() ? "off" : "on";
    showState();
    try {
      localStorage.setItem(SHORTCUTS, shortcuts);
    } catch {
      // Storage is disabled.
    }
  });
  showState();
}

// The links to other modes take along what has been typed into the form meanwhile.

function followForm(link) {
  const mode = new URL(link.href).searchParams.get("mode");
  box.form.addEventListener("input", () => {
    const chosen = new FormData(box.form);
    chosen.delete("mode");
    if (mode) chosen.set("mode", mode);
    link.search = new URLSearchParams(chosen);
  });
}

// The list of outputs lies over the results. Escape closes it, and so does moving the focus on by keyboard,
// which it would hide.

function setUpOutputs(outputs) {
  outputs.addEventListener("focusout", ({ relatedTarget }) => {
    // A click on its text focuses an element around it.
    const within = relatedTarget && (outputs.contains(relatedTarget) || relatedTarget.contains(outputs));
    if (relatedTarget && !within) outputs.open = false;
  });
  outputs.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !outputs.open) return;
    outputs.open = false;
    outputs.querySelector("summary").focus();
  });
}

// Copy buttons: `data-copy` is an address, or the selector of a text, which is followed by the address in
// `data-behind`, if any. Addresses are made absolute here: pages name no host, as a client could forge it.
function setUpCopyButton(button) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const { copy, behind, done } = button.dataset;
    const absolute = (address) => new URL(address, location.href).href;
    const text = copy.startsWith("#") ? [document.querySelector(copy).innerText] : [absolute(copy)];
    if (behind) text.push(absolute(behind));
    await navigator.clipboard.writeText(text.join(" "));
    button.textContent = announcer.textContent = done;
    setTimeout(() => {
      button.textContent = label;
      announcer.textContent = "";
    }, 2000);
  });
}

// Printed addresses are absolute, too.
function showAbsoluteLinks() {
  document.querySelectorAll(".permalink").forEach((link) => (link.dataset.address = link.href));
}

setUpCompletions();
box.form.addEventListener("formdata", dropDefaults);
document.body.append(announcer);
setUpShortcutsSwitch();
setUpStrip();
document.querySelectorAll("nav.dial a").forEach(followForm);
document.querySelectorAll(".outputs").forEach(setUpOutputs);
addEventListener("beforeprint", showAbsoluteLinks);
document.addEventListener("keydown", onKey);
document.documentElement.classList.add("scripted");
// Browsers offer no clipboard to pages from unencrypted connections.
if (navigator.clipboard) document.querySelectorAll("button.copy").forEach(setUpCopyButton);
else document.querySelectorAll("button.copy").forEach((button) => button.remove());
