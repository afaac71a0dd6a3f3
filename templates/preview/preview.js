/* Shows what editors save: loads the page anew at the place where the reader was, and lays the problems over it. It is
   told by livereload's client, whose plugin it is, and asks for the rest. */
(function () {
  "use strict";
  var own = document.currentScript;
  var folder = own.src.slice(0, own.src.lastIndexOf("/"));
  var key = "preview " + location.pathname;
  var dialog = null;

  /* --- The place: the first block in view, and how far from the top it stands. */
  function leave() {
    var blocks = Array.from(document.querySelectorAll("main [id]"));
    var first = blocks.find(function (block) { return block.getBoundingClientRect().bottom > 0; });
    var spot = { y: scrollY, id: first ? first.id : "", top: first ? first.getBoundingClientRect().top : 0 };
    try { sessionStorage.setItem(key, JSON.stringify(spot)); } catch (refused) { return; }
    history.scrollRestoration = "manual";
  }

  function arrive() {
    var spot = null;
    try {
      spot = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch (refused) { return; }
    if (!spot) { return; }
    var settle = function () {
      var block = spot.y && spot.id && document.getElementById(spot.id);
      if (block) {
        scrollBy({ top: block.getBoundingClientRect().top - spot.top, behavior: "instant" });
      } else {
        scrollTo({ top: spot.y, behavior: "instant" });
      }
    };
    settle();
    addEventListener("load", function () {
      settle();
      // Only once the browser has ended loading, or it would still go back to where the page was.
      setTimeout(function () { history.scrollRestoration = "auto"; }, 1000);
    });
  }

  function renew() {
    leave();
    location.reload();
  }

  /* --- The problems */
  function ask(then) {
    fetch(folder + "/state?page=" + encodeURIComponent(decodeURIComponent(location.pathname)), { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(then, function () { /* The preview was ended; its client goes on trying. */ });
  }

  function show(found) {
    if (!found.problems.length) {
      if (dialog) { dialog.remove(); }
      dialog = null;
      return;
    }
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "preview-problems";
      document.body.append(dialog);
    }
    var title = document.createElement("h1");
    title.textContent = found.title;
    dialog.replaceChildren(title);
    found.problems.forEach(function (text) {
      var shown = document.createElement("pre");
      shown.textContent = text;
      dialog.append(shown);
    });
    if (!dialog.open) { dialog.showModal(); }
  }

  /* --- The printed pages */
  function turn() {
    fetch(location.pathname + "/state", { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (found) {
        var pages = document.getElementById("printed");
        document.getElementById("setting").hidden = !found.setting;
        if (found.address && pages.getAttribute("src") !== found.address) { pages.src = found.address; }
        show(found);
      }, function () { /* The preview was ended; its client goes on trying. */ });
  }

  /* --- What livereload's client tells */
  function Preview() {}
  Preview.identifier = "preview";
  Preview.version = "1";
  Preview.prototype.analyze = function () { return {}; };
  Preview.prototype.reload = function (what) {
    if (own.dataset.printed) {
      turn();
    } else if (what === "content") {
      renew();
    } else if (what === "problems") {
      ask(show);
    }
    return true;
  };
  window.LiveReloadPluginPreview = Preview;

  /* Whatever was saved between loading the page and now, and while the preview was ended, was told to nobody. */
  document.addEventListener("LiveReloadConnect", function () {
    if (own.dataset.printed) {
      turn();
      return;
    }
    ask(function (found) {
      if (found.state !== own.dataset.state) { renew(); } else { show(found); }
    });
  });

  if (own.dataset.printed) {
    turn();
  } else {
    arrive();
    if (own.dataset.problems) { ask(show); }
  }
}());
