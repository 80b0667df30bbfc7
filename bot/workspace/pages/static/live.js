// Keeps the page fresh without losing what someone is typing: asks for changes, fetches the page, swaps what differs.
"use strict";

const source = new WeakMap(); // element: the HTML it was made from

function remember(root) {
  for (const list of root.querySelectorAll("[data-live]")) {
    for (const item of list.children) source.set(item, item.outerHTML);
  }
}

function keyOf(item) {
  return item.dataset.key || item.outerHTML;
}

// The children of `list` become those of `fresh`; unchanged ones keep their focus, menus and what was typed.
function reconcile(list, fresh) {
  const old = new Map([...list.children].map((item) => [keyOf(item), item]));
  let place = list.firstElementChild;
  for (const wanted of [...fresh.children]) {
    const html = wanted.outerHTML;
    let item = old.get(keyOf(wanted));
    old.delete(keyOf(wanted));
    const busy = item && item.contains(document.activeElement) && item.querySelector("textarea:focus, input:focus, select:focus");
    if (!item) {
      item = document.importNode(wanted, true);
      list.insertBefore(item, place);
      source.set(item, html);
    } else if (source.get(item) !== html && !busy) {
      const again = document.importNode(wanted, true);
      const had = item.contains(document.activeElement);
      const moved = item === place;
      item.replaceWith(again);
      source.set(again, html);
      item = again;
      if (moved) place = item;
      if (had) (item.querySelector("summary, button, a") || item).focus?.();
    }
    if (item === place) place = place.nextElementSibling;
    else list.insertBefore(item, place);
  }
  for (const item of old.values()) item.remove();
}

function atBottom(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < 80;
}

function openModal() {
  const dialog = document.querySelector("dialog.modal");
  if (!dialog || dialog.dataset.shown) return;
  dialog.dataset.shown = "1";
  dialog.removeAttribute("open");
  dialog.showModal();
  const wanted = [".wrong textarea, .wrong input", "[autofocus]", ".modal-body textarea, .modal-body input[type=text]",
    ".modal-body input:checked", ".modal-body select", "footer .button.primary", "footer .button"];
  wanted.map((name) => dialog.querySelector(name)).find(Boolean)?.focus();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector("[data-cancel]")?.click();
  });
}

async function refresh() {
  const answer = await fetch(location.pathname + location.search, { headers: { "X-Live": "1" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.body.dataset.page !== document.body.dataset.page) return;
  const low = [...document.querySelectorAll("[data-bottom]")].filter(atBottom);
  for (const list of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${list.dataset.live}"]`);
    if (fresh) reconcile(list, fresh);
    else list.replaceChildren();
  }
  for (const box of low) box.scrollTop = box.scrollHeight;
  document.body.dataset.version = page.body.dataset.version;
  openModal();
}

async function listen() {
  for (;;) {
    try {
      const answer = await fetch(`/changes?since=${document.body.dataset.version}`);
      const { version } = await answer.json();
      if (String(version) !== document.body.dataset.version) await refresh();
    } catch {
      await new Promise((go) => setTimeout(go, 2000));
    }
  }
}

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && box.matches?.("textarea[data-enter]")) {
    event.preventDefault();
    if (box.value.trim()) box.form.requestSubmit();
  }
  if (event.key === "Escape") {
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const pressed = event.target.closest?.("[data-press]"); // a link that the bot is told of, too
  if (pressed) {
    const form = pressed.previousElementSibling;
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true, redirect: "manual" });
  }
  const insert = event.target.closest?.("[data-insert]");
  if (insert) {
    const box = insert.form.querySelector("textarea");
    box.value = insert.dataset.insert + box.value;
    insert.closest("details").open = false;
    box.focus();
  }
});

remember(document);
for (const box of document.querySelectorAll("[data-bottom]")) box.scrollTop = box.scrollHeight;
openModal();
document.documentElement.dataset.ready = "yes";
listen();
