// Only what the pages also do without: keys and buttons lead from change to change as the arrows beside each do, an
// address opens the fold that it leads into, and another language opens at the paragraph that is being read.
(() => {
  "use strict";
  const full = document.querySelectorAll("section[data-stop]");
  const stops = Array.from(full.length ? full : document.querySelectorAll("[data-stop]"));
  const bar = document.querySelector(".bar");
  const go = document.querySelector(".go");
  const top = () => (bar ? bar.getBoundingClientRect().height : 0);
  let last = -1; // where a key or button led: a short change near the end can't reach the top of the window

  const here = () => {
    if (last >= 0) {
      const { top: y } = stops[last].getBoundingClientRect();
      if (y >= 0 && y < innerHeight * 0.75) return last;
    }
    let at = -1;
    stops.forEach((stop, index) => { if (stop.getBoundingClientRect().top <= top()) at = index; });
    return at;
  };
  const show = (at) => { if (go) go.querySelector(".place").textContent = `${Math.max(at, 0) + 1} of ${stops.length}`; };
  const lead = (step) => {
    const at = Math.min(Math.max(here() + step, 0), stops.length - 1);
    const stop = stops[at];
    if (stop.tagName === "DETAILS") stop.open = true;
    history.replaceState(null, "", `#${stop.id}`);
    scrollTo({ top: stop.getBoundingClientRect().top + scrollY - top() });
    const name = stop.querySelector("a.label, summary");
    if (name) name.focus({ preventScroll: true });
    last = at;
    show(at);
  };
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1)); // our ids need no escape
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target) target.scrollIntoView();
    last = stops.indexOf(target);
  };

  if (stops.length) {
    if (go) {
      go.hidden = false;
      go.querySelectorAll("button").forEach((button) => button.addEventListener("click", () => lead(Number(button.dataset.go))));
    }
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
      const step = { n: 1, p: -1 }[event.key];
      if (step) lead(step);
    });
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; show(here()); });
    }, { passive: true });
    show(here());
  }
  addEventListener("hashchange", unfold);
  if (location.hash) unfold();
  document.querySelectorAll(".comparison .languages a").forEach((link) => link.addEventListener("click", () => {
    const rows = Array.from(document.querySelectorAll(".changes .row[id], .kept[id]")).filter((row) => row.checkVisibility());
    const read = scrollY > 300 && rows.reverse().find((row) => row.getBoundingClientRect().top <= top() + 90);
    link.hash = read ? read.id : "";
  }));
})();
