// What the page gains with scripts: completions while typing, keys, copy buttons. All else works without.
// Text only ever enters the page as text, and nothing is asked of anyone but this server.

const WAIT_MS = 150;
const SHORTCUTS = "kashaf-shortcuts";

const box = document.getElementById("q");
const list = document.createElement("ul");
let options = [];
let active = -1;
let asked = null;
let timer = 0;
// Tells screen readers; it stands in the page before it says something.
const said = document.createElement("p");
Object.assign(said, { className: "visually-hidden", role: "status" });

// Completions: the editable combobox with a listbox of the ARIA Authoring Practices. What was typed is
// not changed before one is chosen.

function close() {
  clearTimeout(timer);
  asked?.abort();
  list.hidden = true;
  said.textContent = "";
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function point(index) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const option = list.children[active];
  if (!option) return box.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function choose(option) {
  close();
  if (option.kind === "title") {
    const language = box.form.elements.namedItem("lang")?.value;
    location.assign(option.url + (language ? `?lang=${language}` : ""));
  } else {
    box.value = option.text;
    box.form.requestSubmit();
  }
}

// What is usual in the fields of the form. It is not sent: an address says what differs, as those of the server do.
const USUAL = { mode: "stem", match: "all", from: "", to: "" };

function shorten({ formData }) {
  for (const [name, value] of [...formData]) if (value.trim() === USUAL[name]) formData.delete(name);
}

// Fields that change nothing about how much is found.
const SHOWN_ONLY = new Set(["q", "sort", "per_page", "lang"]);
const narrowed = () => [...new FormData(box.form).keys()].some((name) => !SHOWN_ONLY.has(name));

function row(option, index) {
  const line = document.createElement("li");
  const text = document.createElement("bdi");
  text.textContent = option.text;
  line.append(text);
  // Words lead to a search, which finds so many unless the form asks for less; a title leads to its release, and is
  // called one.
  const leads = document.createElement("span");
  const title = option.kind === "title";
  leads.className = title ? "kind" : "count";
  const count = narrowed() ? "" : option.count.toLocaleString("en");
  leads.textContent = title ? box.dataset.title : count;
  line.append(" ", leads);
  line.id = `option-${index}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  // Before the box loses the focus, which closes the list.
  line.addEventListener("pointerdown", (event) => event.preventDefault());
  line.addEventListener("click", () => choose(option));
  return line;
}

function show(found) {
  options = found;
  said.textContent = found.length ? `${box.dataset.completions} (${found.length})` : "";
  list.replaceChildren(...found.map(row));
  active = -1;
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(found.length > 0));
  box.removeAttribute("aria-activedescendant");
}

async function complete() {
  asked?.abort();
  const typed = box.value;
  if (!typed.trim()) return close();
  asked = new AbortController();
  try {
    const address = `${box.dataset.suggest}?q=${encodeURIComponent(typed)}`;
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) return close();
    const { suggestions } = await answer.json();
    if (box.value === typed && document.activeElement === box) show(suggestions);
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

function steer(event) {
  if (event.isComposing) return;
  const shown = !list.hidden;
  const last = options.length - 1;
  if (event.key === "ArrowDown" && !shown) complete();
  else if (event.key === "ArrowDown") point(active < last ? active + 1 : -1);
  else if (event.key === "ArrowUp" && shown) point(active < 0 ? last : active - 1);
  else if (event.key === "Enter" && shown && active >= 0) choose(options[active]);
  else if (event.key === "Escape" && shown) close();
  else return;
  event.preventDefault();
}

function combine() {
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
  box.addEventListener("keydown", steer);
  box.addEventListener("blur", close);
}

// Keys, by their place on the keyboard: the key of the slash is ظ on an Arabic one. What writes a slash elsewhere,
// be it with Shift (French, German), is such a key, too. Single keys can be switched off (WCAG 2.1.4); that choice
// stays in this browser.

let keys = "on";
try {
  keys = localStorage.getItem(SHORTCUTS) ?? keys;
} catch {
  // A browser that keeps nothing: the choice holds for this page.
}
const bound = () => keys !== "off";

/** Go to the next (1) or previous (-1) hit or match, from where the reader is. */
function step(by) {
  const stops = [...document.querySelectorAll(".hit h2 a, .release span[id] + mark")];
  const places = [":target + mark", ":focus", ".hit:target h2 a"].map((place) => document.querySelector(place));
  const at = stops.indexOf(places.find((place) => stops.includes(place)));
  const next = stops[at < 0 && by < 0 ? stops.length - 1 : at + by];
  // The way back leads out of the release, not through its matches.
  if (next?.matches("mark")) location.replace(`#${next.previousElementSibling.id}`);
  else next?.focus();
}

/** Into the box, behind what stands there: a further word goes on from it. */
function goOnTyping() {
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

const listKeys = () => document.getElementById("keys-help").click();
const KEYS = {
  Slash: goOnTyping,
  KeyJ: () => step(1),
  KeyK: () => step(-1),
};

// Keys by what they write: their place differs.
const WRITTEN = { "/": goOnTyping, "?": listKeys, "؟": listKeys };

// The strip of matches: which of them the reader is at, and buttons to the ones beside it.

const strip = document.querySelector(".places ol");

/** Mark the match that the address names, and bring its number into view without moving the page. */
function pointOut() {
  for (const link of strip.querySelectorAll("a")) {
    if (link.hash !== location.hash) link.removeAttribute("aria-current");
    else {
      link.setAttribute("aria-current", "true");
      const [number, room] = [link, strip].map((part) => part.getBoundingClientRect());
      const middle = (one, other, length) => one - other - (room[length] - number[length]) / 2;
      strip.scrollBy(middle(number.left, room.left, "width"), middle(number.top, room.top, "height"));
    }
  }
}

function places() {
  if (!strip) return;
  pointOut();
  addEventListener("hashchange", pointOut);
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      step(Number(button.dataset.step));
      // Going to a place takes the focus away from what led there.
      button.focus({ preventScroll: true });
    });
  }
}

function press(event) {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing && typing.type !== "radio") return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const work = WRITTEN[event.key] ?? (!event.shiftKey && KEYS[event.code]);
  if (!work || !bound()) return;
  event.preventDefault();
  work();
}

function switchable() {
  const button = document.getElementById("shortcuts");
  const tell = () => button.setAttribute("aria-pressed", String(bound()));
  button.addEventListener("click", () => {
    keys = bound() ? "off" : "on";
    tell();
    try {
      localStorage.setItem(SHORTCUTS, keys);
    } catch {
      // As above.
    }
  });
  tell();
}

// The dial of a search leads to the same search in another mode: with what is in the form by now.

function keepTyped(link) {
  const mode = new URL(link.href).searchParams.get("mode");
  box.form.addEventListener("input", () => {
    const chosen = new FormData(box.form);
    chosen.delete("mode");
    if (mode) chosen.set("mode", mode);
    link.search = new URLSearchParams(chosen);
  });
}

// What is opened over the results goes with Escape, and when the reader goes on by keyboard: it would hide where
// they are.

function closable(outputs) {
  outputs.addEventListener("focusout", ({ relatedTarget }) => {
    // A click on its text gives the focus to what lies around it.
    const within = relatedTarget && (outputs.contains(relatedTarget) || relatedTarget.contains(outputs));
    if (relatedTarget && !within) outputs.open = false;
  });
  outputs.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !outputs.open) return;
    outputs.open = false;
    outputs.querySelector("summary").focus();
  });
}

// Copy buttons: the text of what `data-copy` names, with the address of `data-behind` behind it, or the address that it
// holds: the page itself does not know on which server it is.
function copies(button) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const { copy, behind, done } = button.dataset;
    const whole = (address) => new URL(address, location.href).href;
    const text = copy.startsWith("#") ? [document.querySelector(copy).innerText, whole(behind)] : [whole(copy)];
    await navigator.clipboard.writeText(text.join(" "));
    button.textContent = said.textContent = done;
    setTimeout(() => {
      button.textContent = label;
      said.textContent = "";
    }, 2000);
  });
}

// On paper an address needs the name of this server, which the page itself does not know.

function printable() {
  document.querySelectorAll(".permalink").forEach((link) => (link.dataset.address = link.href));
}

combine();
box.form.addEventListener("formdata", shorten);
document.body.append(said);
switchable();
places();
document.querySelectorAll("nav.dial a").forEach(keepTyped);
document.querySelectorAll(".outputs").forEach(closable);
addEventListener("beforeprint", printable);
document.addEventListener("keydown", press);
document.documentElement.classList.add("scripted");
// Browsers offer no clipboard to pages that came without encryption.
if (navigator.clipboard) document.querySelectorAll("button.copy").forEach(copies);
else document.querySelectorAll("button.copy").forEach((button) => button.remove());
