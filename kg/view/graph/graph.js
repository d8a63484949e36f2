"use strict";
// Draws what the page's JSON holds. Text of articles goes into the page by textContent only, and onto the canvas.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const [graph, panel, search, found] = ["graph", "panel", "search", "found"].map((id) => document.getElementById(id));
  const dark = matchMedia("screen and (prefers-color-scheme: dark)");
  const facts = ["Event", "Claim", "Statement"];
  const sans = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
  const node = new Map(data.nodes.map((n) => [n.id, n]));
  data.edges.forEach((edge, id) => Object.assign(edge, { id, maybe: edge.cards.every((i) => data.cards[i].sure !== "certain") }));
  const touching = new Map(data.nodes.map((n) => [n.id, []]));
  for (const edge of data.edges) for (const end of new Set([edge.from, edge.to])) touching.get(end).push(edge);

  const off = { thing: new Set(), voice: new Set(), form: new Set(), sure: new Set(), type: new Set() };
  for (const box of document.querySelectorAll("#legend input:not(:checked)")) for (const kind in off) if (kind in box.dataset) off[kind].add(box.dataset[kind]);
  const brief = () => data.hidden.length && data.hidden.every((thing) => off.thing.has(thing)) && off.form.has("boxes"); // then the others have places with more room
  let part = data.gist && new Set(data.gist); // ids of the nodes shown of a big graph, null: all
  let around = null; // the node that the part is about, null: the gist
  let way = null; // ids of the nodes on the way between two, which alone are shown, whatever is switched off
  let until = ""; // facts of a later date are not shown, "": all are
  let chosen = null, from = null; // the node that the panel tells of, and the one from which a way is looked for
  const roomy = () => (data.gist ? part && around === null : brief());
  const places = new Map(); // of the facts on a way: between what they join
  const place = (n) => (places.has(n.id) ? places.get(n.id) : roomy() && "core_x" in n ? { x: n.core_x, y: n.core_y } : { x: n.x, y: n.y });

  // ── looks ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────
  const colour = (name) => {
    const theme = dark.matches ? "dark" : "light";
    return name in data.style.things ? data.style.things[name][theme] : data.style[theme][name];
  };

  function nodeLook(n, faded) {
    const own = colour(n.thing), fact = facts.includes(n.thing), quiet = n.said || n.thing === "Statement";
    const border = n.not ? colour("warn") : quiet ? colour("Statement") : own;
    const fill = fact ? colour(n.thing === "Statement" ? "quote" : n.said ? "paper" : "raised") : own;
    return {
      id: n.id, label: n.label, shape: n.shape, size: n.size, ...place(n), opacity: faded ? 0.14 : 1,
      margin: { top: 6, bottom: 6, left: 9, right: 9 },
      borderWidth: !fact ? 0 : quiet ? 1.2 : 2, borderWidthSelected: 3, chosen: !faded,
      color: { background: fill, border, highlight: { background: fill, border: fact ? border : colour("ink") }, hover: { background: fill, border } },
      shapeProperties: { borderDashes: quiet ? [5, 4] : false, borderRadius: 7 },
      font: {
        size: n.font, face: sans, color: faded ? colour("said") + "55" : colour(quiet ? "faint" : "ink"),
        strokeWidth: fact ? 0 : 4, strokeColor: colour("paper"), vadjust: 0,
      },
    };
  }

  function edgeLook(e, faded) {
    const tie = e.kind === "tie" || e.kind === "deed", voices = e.kind === "voices";
    const line = e.not ? colour("warn") : e.said || ["about", "content"].includes(e.kind) ? colour("said") : colour(tie ? "tie" : "line");
    return {
      id: e.id, from: e.from, to: e.to, label: e.label, chosen: !faded, width: tie ? 2 : voices ? 1.2 + Math.min(Math.sqrt(e.cards.length), 3) / 2 : 1.2, hoverWidth: 1, selectionWidth: 1,
      color: { color: line, highlight: colour("ink"), hover: colour("ink"), opacity: faded ? 0.1 : e.kind === "about" ? 0.55 : 1 },
      dashes: ["about", "content"].includes(e.kind) ? [1, 4] : e.said ? [6, 5] : false,
      arrows: { to: { enabled: e.kind !== "about" && e.kind !== "content", scaleFactor: tie ? 0.6 : 0.45 } },
      smooth: e.bend ? { enabled: true, type: e.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(e.bend) } : false,
      font: {
        size: e.font, face: sans, align: "horizontal", strokeWidth: 5, strokeColor: colour("paper"),
        color: faded ? "rgba(0,0,0,0)" : e.not ? colour("warn") : colour(tie && !e.said ? "ink" : "faint"),
      },
    };
  }

  // ── the network, and what of it is shown ───────────────────────────────────────────────────────────────────────────────────
  const factual = (n) => facts.includes(n.thing);
  const voice = (part) => (part.said || part.thing === "Statement" || part.kind === "about" || part.kind === "speaker" ? "said" : "asserted");
  const day = (date) => /^\d{4}(-\d\d){0,2}(?!\d)/.exec(date || "")?.[0] || "";
  const early = (date) => !until || !day(date) || day(date) <= until;
  const kindly = (one) => !off.type.has(one.type) && early(one.date); // of an event, or of its card
  const doubtful = (one) => (one.not && off.sure.has("denied")) || (one.maybe && off.sure.has("unsure"));
  const timely = (one) => ("thing" in one ? !["Event", "Claim"].includes(one.thing) || kindly(one) : one.kind !== "deed" || one.cards.some((i) => kindly(data.cards[i])));
  const allowed = (one) => !off.thing.has(one.thing) && !doubtful(one) && timely(one) && (!off.voice.has(voice(one)) || ("thing" in one && !factual(one)));
  const asLine = (one) => (one.deed && off.form.has("boxes")) || (one.kind === "deed" && off.thing.has("Event"));
  const wanted = (one) => (way && "thing" in one ? way.has(one.id) : allowed(one) && !asLine(one) && (!part || !("thing" in one) || part.has(one.id)));
  const instead = (edge) => (edge.kind !== "voices" || off.thing.has("Statement")) && (edge.kind !== "deed" || off.form.has("boxes")); // of boxes
  const drawn = (edge) => wanted(edge) && instead(edge) && wanted(node.get(edge.from)) && wanted(node.get(edge.to));
  const seen = (n) => wanted(n) && (factual(n) || !touching.get(n.id).length || touching.get(n.id).some(drawn)); // a thing goes with its last line
  const nodes = new vis.DataSet(data.nodes.map((n) => nodeLook(n)));
  const edges = new vis.DataSet(data.edges.map((e) => edgeLook(e)));
  const seenNodes = new vis.DataView(nodes, { filter: (item) => seen(node.get(item.id)) });
  const seenEdges = new vis.DataView(edges, { filter: (item) => drawn(data.edges[item.id]) });
  const network = new vis.Network(graph, { nodes: seenNodes, edges: seenEdges }, {
    physics: false,
    layout: { randomSeed: 1 },
    nodes: { scaling: { label: { drawThreshold: 4 } } },
    edges: { scaling: { label: { drawThreshold: 6 } } },
    interaction: { hover: true, multiselect: false, selectConnectedEdges: false, keyboard: { enabled: true, bindToWindow: false } },
  });
  let untouched = true; // until then the whole graph is kept in view, also in a notebook's frame that gets its size late
  function fit() {
    if (!untouched) return;
    network.fit({ animation: false });
    if (innerWidth > 760 || innerWidth > innerHeight || network.getScale() >= data.style.first_sight.phone) return;
    const best = data.nodes.filter((n) => !factual(n) && seenNodes.get(n.id)).sort((a, b) => b.size - a.size).slice(0, 3).map((n) => network.getPosition(n.id));
    const middle = (axis) => best.reduce((sum, at) => sum + at[axis], 0) / best.length;
    network.moveTo({ scale: data.style.first_sight.phone, position: { x: middle("x"), y: middle("y") }, animation: false }); // the best joined, legibly
  }
  network.on("resize", () => setTimeout(fit));
  network.once("afterDrawing", () => setTimeout(fit)); // only now it is known how wide the labels are
  for (const event of ["dragStart", "zoom", "click"]) network.on(event, () => (untouched = false));
  fit();

  function near(id) {
    const here = new Set([id]);
    for (const edge of touching.get(id)) {
      const other = edge.from === id ? edge.to : edge.from;
      here.add(other);
      if (factual(node.get(other)) && !factual(node.get(id))) for (const next of touching.get(other)) here.add(next.from).add(next.to);
    }
    return here;
  }

  function paint(keep) {
    nodes.update(data.nodes.map((n) => nodeLook(n, keep && !keep.has(n.id))));
    edges.update(data.edges.map((e) => edgeLook(e, keep && !(keep.has(e.from) && keep.has(e.to)))));
  }

  function refresh(before) {
    if (brief() !== before) paint();
    seenNodes.refresh();
    seenEdges.refresh();
    if (brief() !== before) network.fit({ animation: false });
    remember();
  }

  const boxes = [...document.querySelectorAll("#legend input[type=checkbox]")];
  const kindOf = (box) => Object.keys(box.dataset)[0];
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const before = brief();
      off[kindOf(box)][box.checked ? "delete" : "add"](box.dataset[kindOf(box)]);
      refresh(before);
    });
  }

  const slider = document.getElementById("until");
  const days = [...new Set(data.nodes.filter((n) => ["Event", "Claim"].includes(n.thing)).map((n) => day(n.date)).filter(Boolean))].sort();
  function setUntil(value) {
    until = days.includes(value) && value !== days[days.length - 1] ? value : "";
    slider.value = until ? days.indexOf(until) : days.length - 1;
    slider.setAttribute("aria-valuetext", until || "all");
    slider.nextElementSibling.textContent = until ? `until ${until}` : "all dates";
  }
  if (days.length > 1) {
    slider.max = days.length - 1;
    slider.parentElement.hidden = false;
    slider.addEventListener("input", () => { setUntil(days[slider.value]); refresh(brief()); });
    setUntil("");
  }
  dark.addEventListener("change", () => { paint(); network.redraw(); }); // at once: paper does not wait for the next frame

  // ── a part of a big graph: its gist, or what is around a node ──────────────────────────────────────────────────────────────
  function showPart(ids, id) {
    [part, around] = [ids, id];
    paint();
    seenNodes.refresh();
    seenEdges.refresh();
    fitBeside();
    tellPart();
    remember();
  }

  function fitBeside() {
    network.fit({ animation: false, maxZoomLevel: 1.4 });
    const beside = panel.hidden || innerWidth <= 760 ? 0 : panel.offsetWidth; // the panel must not lie on it
    network.moveTo({ scale: network.getScale() * (1 - beside / graph.clientWidth), offset: { x: -beside / 2, y: 0 } });
  }

  function tellPart() {
    const note = document.getElementById("part");
    note.hidden = !part && !data.gist;
    const hidden = (data.nodes.length - (part || node).size).toLocaleString("en");
    const words = !part ? "The whole graph."
      : around !== null ? `Around ${node.get(around).name}; ${hidden} other nodes are hidden.`
      : `The best joined people and organisations, and what joins them; ${hidden} other nodes are hidden. The search finds them all.`;
    const first = make("button", { type: "button", onclick: () => { dismiss(); showPart(new Set(data.gist), null); } }, "Show the most important");
    const all = make("button", { type: "button", onclick: () => { dismiss(); showPart(null, null); } }, "Show everything");
    note.replaceChildren(words, ...((part && around === null) || !data.gist ? [] : [first]), ...(part ? [all] : []));
  }
  tellPart();

  // ── the panel: what is known, which words say so, and who vouches ──────────────────────────────────────────────────────────
  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) name === "onclick" ? made.addEventListener("click", value) : made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  const link = (id) => make("button", { type: "button", onclick: () => choose(id) }, node.get(id).name);
  const list = (names) => names.map((name) => `“${name}”`).join(", ");

  const quoted = (text) => (/^["“]/.test(text) ? text : `“${text}”`);

  function reading(card) {
    const not = card.not ? make("span", { class: "warn" }, "✕ not ") : "";
    const sure = card.sure === "certain" ? "" : make("span", {}, ` (${card.sure})`);
    if (card.kind === "statement") return make("p", { class: "fact" }, ...card.ends.flatMap((id) => [link(id), " "]), `${card.cue || "says"}: `, make("span", {}, quoted(card.head)), card.not ? make("span", { class: "warn" }, " ✕ denied") : "", sure);
    if (card.kind === "event") {
      const head = card.node === null ? card.head : make("button", { type: "button", onclick: () => choose(card.node) }, card.head);
      const parts = card.parts.flatMap(([word, id]) => [make("span", {}, ` ${word} `), link(id)]);
      return make("p", { class: "fact" }, not, head, ...parts, make("span", {}, card.date ? ` · ${card.date}` : ""), sure);
    }
    return make("p", { class: "fact" }, link(card.ends[0]), make("span", {}, " → "), not, card.head, make("span", {}, " → "), link(card.ends[1]), make("span", {}, card.date ? ` · ${card.date}` : ""), sure);
  }

  function vouching(card) {
    if (card.kind === "statement") {
      const speaker = card.ends.map((id) => node.get(id).name).join(", ") || "the one who is quoted";
      return card.said ? `Said, it is said: by ${list(card.vouchers)}. No article vouches for it.` : `${list(card.vouchers)} vouches that this was said. For what is said only ${speaker} vouches.`;
    }
    return card.said ? `Only said, by ${list(card.vouchers) || "someone unnamed"}. No article vouches for it.` : `Vouched for by ${list(card.vouchers)}.`;
  }

  function quote(item) {
    const pieces = item.pieces.map((piece, i) => (i % 2 ? make("mark", {}, piece) : piece));
    const source = [item.article, item.date, item.pattern, item.confidence === null ? "" : `confidence ${item.confidence}`].filter(Boolean).join(" · ");
    return [make("blockquote", {}, ...pieces), make("cite", {}, source)];
  }

  function show(card) {
    const [first, ...rest] = card.evidence;
    const more = rest.length ? make("details", {}, make("summary", {}, `${rest.length} more ${rest.length > 1 ? "sentences" : "sentence"}`), ...rest.flatMap(quote)) : "";
    return make("article", { class: card.said || card.kind === "statement" ? "card said" : "card" }, reading(card), make("p", { class: "voucher" }, vouching(card)), ...(first ? quote(first) : []), more);
  }

  function open(title, lines, groups) {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close", onclick: dismiss }, "×");
    panel.replaceChildren(close, make("h2", {}, title), ...lines.filter(Boolean).map((line) => make("p", {}, line)));
    for (const [name, cards] of groups) if (cards.length) panel.append(make("h3", {}, `${name} (${cards.length})`), ...cards.map(show));
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  // ── what is shown, as a list: for those who do not see the picture ─────────────────────────────────────────────────────────
  const outline = document.getElementById("list");
  function listed() {
    if (!outline.open) return;
    const shown = data.nodes.filter((n) => !factual(n) && seenNodes.get(n.id)).sort((a, b) => b.size - a.size || a.name.localeCompare(b.name));
    outline.lastElementChild.replaceChildren(...shown.slice(0, 200).map((n) => make("li", {}, link(n.id), " ", make("small", {}, n.type))));
  }
  let soon = 0; // many nodes come and go at once
  seenNodes.on("*", () => { clearTimeout(soon); soon = setTimeout(listed); });
  outline.addEventListener("toggle", listed);

  // ── the way between two, step by step ──────────────────────────────────────────────────────────────────────────────────────
  function steps(start, end, passable) {
    const came = new Map([[start, null]]), queue = [start];
    for (const here of queue) {
      if (here === end) break;
      for (const edge of touching.get(here)) {
        const there = edge.from === here ? edge.to : edge.from;
        if (came.has(there) || !passable(edge)) continue;
        came.set(there, edge);
        queue.push(there);
      }
    }
    const found = [];
    for (let here = end; came.get(here); here = found[0].from === here ? found[0].to : found[0].from) found.unshift(came.get(here));
    return found;
  }

  function findWay(start, end) {
    const single = (edge) => !["voices", "deed", "order"].includes(edge.kind) && !edge.not;
    const asserted = (edge) => single(edge) && voice(edge) === "asserted" && ![edge.from, edge.to].some((id) => factual(node.get(id)) && voice(node.get(id)) === "said");
    const found = [asserted, single].map((passable) => steps(start, end, passable)).find((edges) => edges.length) || [];
    from = null;
    search.placeholder = "Find a name …";
    dismiss();
    way = new Set([start, end, ...found.flatMap((edge) => [edge.from, edge.to])]);
    chosen = start;
    const cards = [...new Set(found.flatMap((edge) => edge.cards))].map((i) => data.cards[i]);
    const title = `${node.get(start).name} → ${node.get(end).name}`;
    open(title, found.length ? [] : ["No fact leads from the one to the other, nor anything that is said."], [["The way, fact by fact", cards]]);
    for (let i = 0, here = start; i < found.length; i++) {
      const there = found[i].from === here ? found[i].to : found[i].from, next = found[i + 1];
      if (factual(node.get(there)) && next) {
        const [a, b] = [place(node.get(here)), place(node.get(next.from === there ? next.to : next.from))];
        places.set(there, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      }
      here = there;
    }
    paint();
    seenNodes.refresh();
    seenEdges.refresh();
    fitBeside();
    remember(end);
  }

  function choose(id) {
    untouched = false;
    if (from !== null && from !== id) return findWay(from, id);
    leaveWay();
    chosen = id;
    const n = node.get(id);
    const own = n.card === null ? [...new Set(touching.get(id).flatMap((edge) => edge.cards))] : [n.card];
    const cards = own.map((i) => data.cards[i]);
    const speaks = (card) => card.kind === "statement" && card.ends.includes(id);
    const of = (kind) => cards.filter((c) => !c.said && c.kind === kind);
    const groups = factual(n) ? [["The fact", cards]] : [
      ["Roles and relations", [...of("role"), ...of("relation")]],
      ["What happened", of("event")],
      ["Said by " + n.name, cards.filter(speaks)],
      ["Only said about " + n.name, cards.filter((c) => (c.said || c.kind === "statement") && !speaks(c))],
    ];
    const kind = factual(n) && n.type !== "Event" ? n.type : n.thing;
    open(n.thing === "Statement" ? "A statement" : n.name, [[kind, n.date].filter(Boolean).join(" · "), n.aliases.length ? `also: ${n.aliases.join(", ")}` : ""], groups);
    if (!factual(n)) panel.insertBefore(make("p", { class: "deeds" }, make("button", { type: "button", onclick: () => aim(id) }, "Find the way to …"), make("button", { type: "button", onclick: () => showPart(near(id), id) }, "Only what is around")), panel.querySelector("h3"));
    if (part && !part.has(id) && allowed(n)) showPart(near(id), id);
    paint(near(id));
    remember();
    if (!seenNodes.get(id)) return; // its kind is switched off: the panel alone tells of it
    network.selectNodes([id]);
    keepInSight(id);
  }

  function chooseEdge(id) {
    const edge = data.edges[id];
    open(`${node.get(edge.from).name} — ${edge.label.replaceAll("\n", " ") || "about"} → ${node.get(edge.to).name}`, [], [["The fact", edge.cards.map((i) => data.cards[i])]]);
    paint(new Set([edge.from, edge.to]));
  }

  function aim(id) {
    from = id;
    search.placeholder = `The way from ${node.get(id).name} to …`;
    search.value = "";
    search.focus();
  }

  function leaveWay() {
    if (!way) return;
    way = null;
    places.clear();
    seenNodes.refresh();
    seenEdges.refresh();
  }

  function dismiss() {
    panel.hidden = true;
    chosen = from = null;
    search.placeholder = "Find a name …";
    leaveWay();
    network.unselectAll();
    paint();
    remember();
  }

  function keepInSight(id) {
    const beside = innerWidth > 760, at = network.canvasToDOM(network.getPosition(id));
    const wide = graph.clientWidth - (beside ? panel.offsetWidth : 0), high = graph.clientHeight - (beside ? 0 : panel.offsetHeight);
    if (at.x > 60 && at.y > 30 && at.x < wide - 60 && at.y < high - 50) return;
    network.focus(id, { scale: network.getScale(), offset: { x: (wide - graph.clientWidth) / 2, y: (high - graph.clientHeight) / 2 } });
  }

  network.on("click", (event) => {
    if (event.nodes.length) choose(event.nodes[0]);
    else if (event.edges.length) chooseEdge(event.edges[0]);
    else dismiss();
  });
  network.on("doubleClick", (event) => event.nodes.length && showPart(new Set([...(part || []), ...near(event.nodes[0])]), event.nodes[0]));
  addEventListener("keydown", (event) => event.key === "Escape" && dismiss());

  // ── search ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const rank = (n) => Math.min(...[n.name, ...n.aliases].map((name) => name.toLocaleLowerCase().indexOf(wanted)).filter((at) => at >= 0));
    const hits = wanted ? data.nodes.filter((n) => rank(n) < Infinity).sort((a, b) => factual(a) - factual(b) || rank(a) - rank(b) || b.size - a.size).slice(0, 8) : [];
    const pick = (n) => () => { found.hidden = true; if (seenNodes.get(n.id)) network.focus(n.id, { scale: Math.max(network.getScale(), 0.8) }); choose(n.id); };
    found.replaceChildren(...hits.map((n) => make("li", {}, make("button", { type: "button", onclick: pick(n) }, n.name, make("small", {}, n.type)))));
    found.hidden = !hits.length;
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("button")?.click();
    if (event.key === "ArrowDown") found.querySelector("button")?.focus();
  });
  found.addEventListener("keydown", (event) => {
    const row = document.activeElement.closest("li"), to = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
    if (event.key === "ArrowUp" && row && !to) search.focus();
    to?.querySelector("button").focus();
    if (event.key.startsWith("Arrow")) event.preventDefault();
  });

  // ── a link to what is shown: everything by name, so that it outlives the next build ────────────────────────────────────────
  const first = boxes.filter((box) => !box.checked);
  const nameOf = (id) => { const same = data.nodes.filter((n) => n.name === node.get(id).name); return [node.get(id).name, same.findIndex((n) => n.id === id)]; };
  const idOf = (name, index) => (data.nodes.filter((n) => n.name === name)[Number(index) || 0] || { id: null }).id;
  let quiet = true; // while a link is read, none is written

  function remember(end) {
    if (quiet) return;
    const state = new URLSearchParams(), now = boxes.filter((box) => !box.checked);
    const put = (key, id) => nameOf(id).forEach((value, i) => value !== 0 && state.append(i ? `${key}-number` : key, value));
    if (now.length !== first.length || now.some((box) => !first.includes(box))) state.append("without", now.map((box) => `${kindOf(box)}.${box.dataset[kindOf(box)]}`).join("|"));
    if (until) state.append("until", until);
    if (part && around !== null) put("around", around);
    if (chosen !== null) put("at", chosen);
    if (end !== undefined) put("to", end);
    try { history.replaceState(null, "", `#${state}`); } catch { /* a frame without an address of its own */ }
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1)), before = brief();
    const id = (key) => (state.has(key) ? idOf(state.get(key), state.get(`${key}-number`)) : null);
    if (state.has("without")) {
      const without = state.get("without").split("|");
      for (const box of boxes) {
        box.checked = !without.includes(`${kindOf(box)}.${box.dataset[kindOf(box)]}`);
        off[kindOf(box)][box.checked ? "delete" : "add"](box.dataset[kindOf(box)]);
      }
    }
    if (state.has("until") && days.length > 1) setUntil(state.get("until"));
    refresh(before);
    if (id("around") !== null) showPart(near(id("around")), id("around"));
    if (id("at") !== null && id("to") !== null) findWay(id("at"), id("to"));
    else if (id("at") !== null) choose(id("at"));
  }
  recall();
  quiet = false;
  addEventListener("hashchange", () => { quiet = true; recall(); quiet = false; });

  // ── the picture as a file ──────────────────────────────────────────────────────────────────────────────────────────────────
  function save(href, kind) {
    make("a", { href, download: `${document.title.replace(/[^\p{L}\p{N} -]/gu, "").replace(/ +/g, " ").trim() || "graph"}.${kind}` }).click();
  }

  function png() {
    const drawn = graph.querySelector("canvas"), copy = document.createElement("canvas"), pen = copy.getContext("2d");
    [copy.width, copy.height] = [drawn.width, drawn.height];
    pen.fillStyle = colour("paper");
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(drawn, 0, 0);
    save(copy.toDataURL("image/png"), "png");
  }

  function svg() {
    const space = "http://www.w3.org/2000/svg", at = (id) => network.getPosition(id);
    const draw = (tag, attributes, ...children) => {
      const made = document.createElementNS(space, tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.append(...children);
      return made;
    };
    const write = (text, x, y, font) => {
      const rows = text.split("\n"), top = y - ((rows.length - 1) * font.size * 1.2) / 2;
      const spans = rows.map((row, i) => draw("tspan", { x, y: top + i * font.size * 1.2 }, row));
      return draw("text", { "font-size": font.size, fill: font.color, "text-anchor": "middle", "dominant-baseline": "central", stroke: colour("paper"), "stroke-width": font.strokeWidth || 0, "paint-order": "stroke" }, ...spans);
    };
    const picture = draw("svg", { xmlns: space, "font-family": sans });
    for (const id of seenEdges.getIds()) {
      const look = edges.get(id), [a, b] = [at(look.from), at(look.to)], bend = data.edges[id].bend;
      const long = Math.hypot(b.x - a.x, b.y - a.y) || 1, angle = Math.atan2(a.y - b.y, b.x - a.x) + ((bend + 1) / 2) * Math.PI, reach = ((Math.abs(bend) + 1) / 2) * long;
      const over = bend ? { x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) } : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      const back = Math.atan2(over.y - b.y, over.x - b.x), end = network.getBoundingBox(look.to);
      const room = 2 + (node.get(look.to).shape === "box" ? Math.min((end.right - end.left) / 2 / Math.abs(Math.cos(back)), (end.bottom - end.top) / 2 / Math.abs(Math.sin(back))) : node.get(look.to).size);
      const tip = { x: b.x + room * Math.cos(back), y: b.y + room * Math.sin(back) }, wing = (turn) => `${tip.x + 10 * Math.cos(back + turn)} ${tip.y + 10 * Math.sin(back + turn)}`;
      picture.append(draw("path", { d: `M${a.x} ${a.y}Q${over.x} ${over.y} ${tip.x} ${tip.y}`, fill: "none", stroke: look.color.color, "stroke-width": look.width, "stroke-dasharray": look.dashes ? look.dashes.join(" ") : "none" }));
      if (look.arrows.to.enabled) picture.append(draw("path", { d: `M${tip.x} ${tip.y}L${wing(0.4)}L${wing(-0.4)}Z`, fill: look.color.color }));
      if (look.label) picture.append(write(look.label, a.x / 4 + over.x / 2 + b.x / 4, a.y / 4 + over.y / 2 + b.y / 4, look.font));
    }
    const corners = { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]], triangleDown: [[-1, -0.8], [1, -0.8], [0, 1]], hexagon: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]],
      star: Array.from({ length: 10 }, (_, i) => [Math.sin((i * Math.PI) / 5) * (i % 2 ? 0.5 : 1.2), -Math.cos((i * Math.PI) / 5) * (i % 2 ? 0.5 : 1.2)]) };
    for (const id of seenNodes.getIds()) {
      const look = nodes.get(id), { x, y } = at(id), box = network.getBoundingBox(id), size = look.size, paint = { fill: look.color.background, stroke: look.color.border, "stroke-width": look.borderWidth };
      if (look.shape === "box") picture.append(draw("rect", { ...paint, x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, rx: 7, "stroke-dasharray": look.shapeProperties.borderDashes ? "5 4" : "none" }), write(look.label, x, y, look.font));
      else {
        picture.append(look.shape === "dot" ? draw("circle", { ...paint, cx: x, cy: y, r: size }) : draw("polygon", { ...paint, points: corners[look.shape].map(([h, v]) => `${x + h * size},${y + v * size}`).join(" ") }));
        picture.append(write(look.label, x, (y + size + box.bottom) / 2 + 2, look.font));
      }
    }
    const all = seenNodes.getIds().map((id) => network.getBoundingBox(id)), least = (side) => Math.min(...all.map((box) => box[side])) - 20, most = (side) => Math.max(...all.map((box) => box[side])) + 20;
    const [left, top, wide, high] = all.length ? [least("left"), least("top"), most("right") - least("left"), most("bottom") - least("top")] : [0, 0, 10, 10];
    picture.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
    picture.prepend(draw("rect", { x: left, y: top, width: wide, height: high, fill: colour("paper") }));
    save(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`, "svg");
  }
  document.getElementById("png").addEventListener("click", png);
  document.getElementById("svg").addEventListener("click", svg);

  window.kg = { network, choose, chooseEdge, seen: () => seenNodes.getIds(), drawn: () => seenEdges.getIds(), shown: () => ({ nodes: seenNodes.length, edges: seenEdges.length }) };
})();
