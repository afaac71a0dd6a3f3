/* What makes reading easier and is not needed to read: the language switch keeps the place, the contents follow the
   reader, and the block under the pointer or the focus shows its address. */
(function () {
  "use strict";
  var main = document.getElementById("main");
  var statement = document.body.classList.contains("statement");
  var line = 120;

  /* --- Where the reader is: the block that the address names while it is in view, else the first one in view. */
  function place() {
    var named = location.hash && document.getElementById(location.hash.slice(1));
    if (named && main.contains(named)) {
      var box = named.getBoundingClientRect();
      if (box.bottom >= 0 && box.top < innerHeight) { return named; }
    }
    if (scrollY < line) { return null; }
    var found = null;
    main.querySelectorAll("[id]").forEach(function (block) {
      if (block.getClientRects().length && block.getBoundingClientRect().top <= line) { found = block; }
    });
    return found;
  }

  document.querySelectorAll("a.switch").forEach(function (change) {
    var plain = change.getAttribute("href").split("#")[0];
    function keep() {
      var block = place();
      change.setAttribute("href", plain + location.search + (block ? "#" + block.id : ""));
      if (!block) { return; }
      var box = block.getBoundingClientRect();
      remember({ id: block.id, part: box.height ? box.top / box.height : 0, top: box.top });
    }
    ["pointerenter", "pointerdown", "focus", "click"].forEach(function (name) { change.addEventListener(name, keep); });
  });
  arrive();

  function remember(spot) {
    try { sessionStorage.setItem("place", JSON.stringify(spot)); } catch (refused) { /* the fragment is enough */ }
  }

  function arrive() {
    var spot = null;
    try {
      spot = JSON.parse(sessionStorage.getItem("place"));
      sessionStorage.removeItem("place");
    } catch (refused) { return; }
    var block = spot && location.hash === "#" + spot.id && document.getElementById(spot.id);
    if (!block) { return; }
    addEventListener("load", function () {
      var box = block.getBoundingClientRect();
      scrollBy({ top: box.top - (spot.top < 0 ? spot.part * box.height : spot.top), behavior: "instant" });
    });
  }

  /* --- Sections and pairs whose layout the style sheet puts off: once the reader moves, one after the other while nothing else is
     to do; all of them at once where the reader is led to a place, by an address, a link or a key, or has the page laid out anew. */
  var later = Array.from(main.querySelectorAll(statement ? ":scope > section > section" : ".pair"));
  var idle = window.requestIdleCallback || setTimeout;

  function next() {
    if (!later.length) { return; }
    lay(statement ? 1 : 20);
    idle(next);
  }

  function lay(count) { later.splice(0, count).forEach(function (block) { block.classList.add("laid"); }); }

  function all() { lay(later.length); }

  if (location.hash) { all(); }
  addEventListener("scroll", function () { idle(next); }, { once: true });
  addEventListener("resize", all, { once: true });
  ["keydown", "click"].forEach(function (name) { addEventListener(name, all, { capture: true, once: true }); });

  /* --- Tables and charts: the height of a head that may cover what is opened below it; a frame takes the focus, so that keys
     can scroll it, only while there is something to scroll; one that is too narrow for what it holds is marked, and scrolls. */
  var frames = main.querySelectorAll(".scroller");

  function measure(frame) {
    var head = frame.querySelector("thead");
    var over = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    frame.classList.toggle("wide", frame.scrollWidth > frame.clientWidth);
    if (over && getComputedStyle(frame).overflowX !== "visible") { frame.tabIndex = 0; } else { frame.removeAttribute("tabindex"); }
    if (head) { frame.style.setProperty("--head", head.offsetHeight + "px"); }
  }

  if (location.hash) { frames.forEach(measure); }
  if (window.ResizeObserver) {
    var sizes = new ResizeObserver(function (changes) {
      changes.forEach(function (change) { measure(change.target.closest(".scroller")); });
    });
    main.querySelectorAll(".scroller, .scroller thead").forEach(function (box) { sizes.observe(box); });
  }

  if (!statement) { return; }

  /* --- Contents */
  var links = {};
  document.querySelectorAll(".contents a[href^='#']").forEach(function (link) { links[link.hash.slice(1)] = link; });
  var headings = Array.from(main.querySelectorAll("h2, h3, h4")).filter(function (heading) { return links[heading.id]; });
  var current = null;
  var wide = matchMedia("(min-width: 78em)");

  /* Only where the contents stand beside the text: elsewhere nobody sees it, and all sections would have to be laid out. */
  function follow() {
    if (!wide.matches) { return; }
    var here = null;
    headings.forEach(function (heading) {
      if (heading.getBoundingClientRect().top < innerHeight * 0.3) { here = links[heading.id]; }
    });
    if (here === current) { return; }
    if (current) { current.removeAttribute("aria-current"); }
    if (here) {
      here.setAttribute("aria-current", "true");
      var frame = here.closest(".beside");
      if (frame.scrollHeight > frame.clientHeight && !frame.contains(document.activeElement)) {
        frame.scrollTop += here.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 2;
      }
    }
    current = here;
  }

  var isAsked = false;

  function soon() {
    if (!isAsked) { requestAnimationFrame(function () { isAsked = false; follow(); }); }
    isAsked = true;
  }

  ["scroll", "resize"].forEach(function (name) { addEventListener(name, soon, { passive: true }); });
  soon();

  /* --- The address of a block */
  var words = main.dataset;
  var tool = document.createElement("aside");
  var address = document.createElement("a");
  var said = document.createElement("span");
  var shown = null;
  tool.className = "address";
  tool.hidden = true;
  address.href = "#main";
  tool.setAttribute("aria-label", words.address);
  said.setAttribute("role", "status");
  tool.append(address, button(words.copyAddress, link), button(words.copyCitation, citation), said);
  main.append(tool);

  function button(text, content) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", function () { copy(content()); });
    return made;
  }

  function link() { return location.href.split("#")[0] + "#" + shown.id; }

  /* The printed page on which the block begins: the last mark before it, or the one that opens it; in a translation some marks
     that open it stand further on in the text that prevails. */
  function page() {
    var found = "";
    var before = document.createRange();
    main.querySelectorAll("[role=doc-pagebreak]").forEach(function (mark) {
      var follows = mark.compareDocumentPosition(shown) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (shown.contains(mark)) {
        before.setStart(shown, 0);
        before.setEndBefore(mark);
        follows = !before.toString().trim() && !mark.hasAttribute("data-within");
      }
      if (follows || mark === shown) { found = mark.id.slice(1); }
    });
    return found;
  }

  function citation() {
    var at = page(), given = { page: at && words.citationPage.replace("{page}", at), address: link() };
    return words.citation.replace(/\{(page|address)\}/g, function (place, name) { return given[name]; });
  }

  function copy(text) {
    var done = function () { said.textContent = words.copied; };
    var failed = function () { prompt(words.failed, text); };
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, failed); } else { failed(); }
  }

  function show(block) {
    if (!block || block === shown) { return; }
    shown = block;
    said.textContent = "";
    address.href = address.textContent = "#" + block.id;
    tool.hidden = false;
    tool.style.setProperty("--top", block.getBoundingClientRect().top - main.getBoundingClientRect().top + "px");
  }

  /* The tool is passed by on the way from link to link, and entered where the number of a heading is chosen. On a phone it is
     seen from then on until another place is tapped. */
  function open(block) {
    show(block);
    tool.classList.add("chosen");
    block.after(tool);
    reach(0);
  }

  function reach(order) {
    tool.querySelectorAll("a, button").forEach(function (control) { control.tabIndex = order; });
  }

  reach(-1);

  function putAway() {
    tool.hidden = true;
    shown = null;
  }

  function blockOf(node) {
    var block = node.closest && !tool.contains(node) && node.closest("[id]");
    return block && block !== main && main.contains(block) ? block : null;
  }

  main.addEventListener("pointerover", function (event) {
    if (event.pointerType === "mouse") { show(blockOf(event.target)); }
  });
  main.addEventListener("focusin", function (event) {
    if (tool.contains(event.target)) { return; }
    reach(-1);
    show(blockOf(event.target));
  });
  main.addEventListener("click", function (event) {
    var number = event.target.closest("a.number");
    if (!number) {
      if (!tool.contains(event.target)) { tool.classList.remove("chosen"); }
      return;
    }
    open(blockOf(number));
    if (event.detail) { return; }
    /* By a key, not by a pointer. */
    event.preventDefault();
    address.focus({ preventScroll: true });
  });
  tool.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) { return; }
    var all = Array.from(main.querySelectorAll("[id]:not(span)"));
    show(all[all.indexOf(shown) + step]);
    shown.scrollIntoView({ block: "nearest" });
    event.preventDefault();
  });
  main.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || tool.hidden) { return; }
    var inside = tool.contains(document.activeElement) && shown.querySelector("a[href], [tabindex]");
    if (inside) { inside.focus(); }
    putAway();
  });
  addEventListener("focusin", function (event) {
    if (!main.contains(event.target)) { putAway(); }
  });
  addEventListener("hashchange", function () { show(blockOf(document.querySelector(":target") || main)); });
}());
