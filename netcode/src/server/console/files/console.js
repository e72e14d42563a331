// Keeps the session's page up to date and sends its forms without leaving it. Without this file everything works by reload.
"use strict";

// The time of whoever reads, in place of UTC.
function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const language = document.documentElement.lang;
    time.textContent = "day" in time.dataset
      ? moment.toLocaleDateString(language, { dateStyle: "long" })
      : moment.toLocaleTimeString(language);
  }
}

// Makes `old` like `fresh` and touches nothing that is the same already: focus, open menus and what is typed stay.
function morph(old, fresh) {
  for (const attribute of [...old.attributes]) {
    if (!fresh.hasAttribute(attribute.name) && attribute.name !== "open") old.removeAttribute(attribute.name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const known = new Map();
  for (const child of old.children) if (child.id) known.set(child.id, child);
  let here = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const same = wanted.id ? known.get(wanted.id) : null;
    if (same && same !== here) old.insertBefore(same, here);
    const now = same ?? here;
    if (now && now.nodeType === wanted.nodeType && now.nodeName === wanted.nodeName && (now.id || "") === (wanted.id || "")) {
      if (now.nodeType === Node.ELEMENT_NODE) morph(now, wanted);
      else if (now.data !== wanted.data) now.data = wanted.data;
      here = now.nextSibling;
    } else {
      old.insertBefore(wanted, here);
    }
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

function fill(element, html) {
  const held = document.activeElement;
  // A list one is choosing from is not taken away.
  if (held?.tagName === "SELECT" && element.contains(held)) return false;
  const fresh = element.cloneNode(false);
  fresh.innerHTML = html;
  morph(element, fresh);
  return true;
}

function say(element, well, sentence) {
  element.dataset.well = String(well);
  element.textContent = sentence;
}

function live(board) {
  const stale = document.getElementById("stale");
  const news = document.getElementById("news");
  const waiting = new Map();
  const events = new EventSource(board.dataset.live);
  const flush = () => {
    for (const [id, html] of waiting) if (fill(document.getElementById(id), html)) waiting.delete(id);
  };
  events.onopen = () => { stale.hidden = true; };
  events.onerror = () => { stale.hidden = false; };
  for (const { id } of document.querySelectorAll("[data-part]")) {
    events.addEventListener(id, (event) => {
      waiting.set(id, event.data);
      flush();
      document.body.dataset.heard = String(Number(document.body.dataset.heard ?? 0) + 1);
    });
  }
  events.addEventListener("news", (event) => { news.textContent = event.data; });
  events.addEventListener("over", () => { events.close(); location.assign("/login"); });
  document.addEventListener("focusout", () => setTimeout(flush));
}

// One form after the other: each brings the token of the next.
function forms(board) {
  let token = board.dataset.token;
  let before = Promise.resolve();
  const said = document.getElementById("said");
  const send = async (form) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("token", token);
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const told = await answer.json();
    token = told.token;
    say(said, told.well, told.said);
    form.closest("details")?.removeAttribute("open");
  };
  board.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    before = before.then(() => send(form)).catch(() => { document.getElementById("stale").hidden = false; });
  });
}

localTimes(document);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
const board = document.querySelector("[data-live]");
if (board) {
  live(board);
  forms(board);
}
