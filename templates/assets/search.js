/* Search: loads the chosen years' files when somebody searches and looks for every word in every block. Chinese is found
   character by character, in either script, English by the stem of its words or by how they begin, figures with or without their commas. */
(function () {
  "use strict";
  var form = document.getElementById("search");
  var field = document.getElementById("q");
  var found = document.getElementById("found");
  var results = document.getElementById("results");
  var elsewhere = document.getElementById("elsewhere");
  var files = {};
  var forms = {};

  window.searchData = function (file) {
    var pairs = Array.from(file.simplified);
    for (var at = 0; at < pairs.length; at += 2) { forms[pairs[at]] = pairs[at + 1]; }
    files[file.year] = file;
  };

  /* --- Words: what a reader types and what stands in the text are brought to one form, kept letter by letter. */
  var twins = { "台": "臺", "豋": "登", "汙": "污", "污": "污", "；": ";", "：": ":", "（": "(", "）": ")", "％": "%", "　": " " };

  /* Simplified and traditional characters are one to a reader from elsewhere. */
  function simple(letter) { return forms[letter] || letter; }

  function plain(text) {
    return Array.from(text.toLowerCase(), function (letter) {
      var code = letter.charCodeAt(0);
      return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : simple(twins[letter] || (letter.length > 1 ? "□□" : letter));
    }).join("").replace(/[‘’]/g, "'").replace(/[‐‑–]/g, "-");
  }

  function stem(word) {
    return word.length < 4 ? word : word
      .replace(/'s$/, "").replace(/(ss|us|is)$/, "$1 ").replace(/ies$/, "y").replace(/(sh|ch|x|z|s)es$/, "$1").replace(/s$/, "").trim()
      .replace(/([^aeiou])\1(ing|ed)$/, "$1").replace(/(ing|ed)$/, "").replace(/e$/, "").replace(/y$/, "i");
  }

  function terms(query) {
    var list = plain(query).replace(/["「」『』《》，。、；]/g, " ").replace(/(\d),(?=\d{3})/g, "$1").match(/\d(?:[\d.]*\d)?%?|[a-z][a-z'-]*|[^\s\x00-\x7f]+/g) || [];
    return list.map(function (term) {
      if (/^[a-z]/.test(term)) { return { kind: "word", text: stem(joined(term)), begins: term.length < 4 ? "" : joined(term) }; }
      return { kind: /^\d/.test(term) ? "figure" : "han", text: term };
    });
  }

  /* A reader may or may not put a hyphen into a word. */
  function joined(word) { return word.replace(/-/g, ""); }

  function isSame(word, term) {
    return [joined(word)].concat(word.split("-")).some(function (part) {
      return stem(part) === term.text || (term.begins && part.startsWith(term.begins));
    });
  }

  function hits(term, text) {
    var spots = [], match, at;
    if (term.kind === "han") {
      for (at = text.indexOf(term.text); at >= 0; at = text.indexOf(term.text, at + 1)) { spots.push([at, at + term.text.length]); }
      return spots;
    }
    var pattern = term.kind === "word" ? /[a-z][a-z'-]*/g : /\d[\d,]*(\.\d+)?%?/g;
    while ((match = pattern.exec(text))) {
      var same = term.kind === "word" ? isSame(match[0], term)
        : match[0].replace(/,/g, "").replace(/%$/, "") === term.text.replace(/%$/, "");
      if (same) { spots.push([match.index, match.index + match[0].length]); }
    }
    return spots;
  }

  /* --- Looking */
  function look(list, file) {
    return file.blocks.map(function (block) {
      var text = plain(block[2]);
      var spots = [];
      var all = list.every(function (term) {
        var here = hits(term, text);
        spots = spots.concat(here);
        return here.length;
      });
      return all ? { id: block[0], section: block[1], text: block[2], page: block[3], spots: spots.sort(function (a, b) { return a[0] - b[0]; }) } : null;
    }).filter(Boolean);
  }

  /* --- Showing */
  function element(name, text) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return made;
  }

  function excerpt(hit) {
    var line = element("span");
    var from = Math.max(0, hit.spots[0][0] - 30);
    var to = Math.min(hit.text.length, hit.spots[0][1] + 90);
    while (from > 0 && /\w\w/.test(hit.text.slice(from - 1, from + 1))) { from--; }
    while (/\w\w/.test(hit.text.slice(to - 1, to + 1))) { to++; }
    var at = from;
    if (from > 0) { line.append("…"); }
    hit.spots.forEach(function (spot) {
      if (spot[0] < at || spot[1] > to) { return; }
      line.append(hit.text.slice(at, spot[0]), element("mark", hit.text.slice(spot[0], spot[1])));
      at = spot[1];
    });
    line.append(hit.text.slice(at, to));
    if (to < hit.text.length) { line.append("…"); }
    return line;
  }

  /* `words` with their places filled by what is given, letter for letter. */
  function fill(words, given) { return words.replace(/\{(\w+)\}/g, function (place, name) { return name in given ? given[name] : place; }); }

  function print(box, file, list) {
    var address = box.dataset.statement;
    var last = -1, group = null;
    results.append(element("h2", box.dataset.title));
    list.forEach(function (hit) {
      if (hit.section !== last) {
        last = hit.section;
        results.append(element("h3", file.sections[last][1]));
        results.append(group = element("ul"));
        group.setAttribute("role", "list");
      }
      var item = element("li"), link = element("a"), page = element("span", hit.page ? fill(form.dataset.page, { page: hit.page }) : "");
      link.href = address + "#" + hit.id;
      page.className = "aside";
      link.append(excerpt(hit), " ", page);
      item.append(link);
      group.append(item);
    });
  }

  function load(box) {
    return new Promise(function (done, failed) {
      if (files[box.value]) { done(); return; }
      var script = element("script");
      script.src = box.dataset.file;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  function search() {
    var query = field.value.trim();
    var boxes = Array.from(form.querySelectorAll("[name=year]:checked"));
    results.replaceChildren();
    if (elsewhere) { elsewhere.hidden = true; }
    if (!boxes.length) { found.textContent = form.dataset.unticked; return; }
    if (!terms(query).length) { found.textContent = query && fill(form.dataset.none, { query: query }); return; }
    Promise.all(boxes.map(load)).then(function () {
      var list = terms(query);
      var count = 0;
      results.replaceChildren();
      boxes.forEach(function (box) {
        var here = look(list, files[box.value]);
        count += here.length;
        if (here.length) { print(box, files[box.value], here); }
      });
      found.textContent = fill(form.dataset[count ? "found" : "none"], { query: query, count: count });
      if (elsewhere && !count) {
        elsewhere.hidden = false;
        elsewhere.firstChild.search = new URLSearchParams({ q: query });
      }
    }, function () { found.textContent = form.dataset.failed; });
  }

  /* --- The address of the page holds the question, so that it can be sent on. */
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var asked = new URLSearchParams(new FormData(form));
    if (form.querySelectorAll("[name=year]:not(:checked)").length === 0) { asked.delete("year"); }
    history.replaceState(null, "", "?" + asked);
    search();
  });
  var asked = new URLSearchParams(location.search);
  if (asked.get("q")) {
    field.value = asked.get("q");
    if (asked.has("year")) {
      form.querySelectorAll("[name=year]").forEach(function (box) { box.checked = asked.getAll("year").includes(box.value); });
    }
    search();
  }
}());
