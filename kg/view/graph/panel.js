// The panel: facts as cards, with their sentences and who says so.

const PIECE_TAGS = { quotation: "q" };

function pieceElement(piece) {
  if (piece.kind === "entity") return nodeButton(piece.node, piece.text, { class: "name" });
  if (piece.node !== null) return nodeButton(piece.node, piece.text, { class: piece.kind });
  return make(PIECE_TAGS[piece.kind] || "span", { class: piece.kind }, piece.text);
}

function factElement(card) {
  const date = card.date_text ? [make("span", { class: "date" }, card.date_text), " "] : [];
  const words = card.pieces.flatMap((piece) => [pieceElement(piece), " "]);
  return make("p", { class: "fact" }, ...date, ...words);
}

function quotationElements(quotation) {
  const pieces = quotation.pieces.map((piece, i) => (i % 2 ? make("mark", {}, piece) : piece));
  return [make("blockquote", {}, ...pieces), make("cite", {}, quotation.source)];
}

function moreQuotations(quotations) {
  if (quotations.length === 0) return [];
  const noun = quotations.length > 1 ? "sentences" : "sentence";
  const summary = make("summary", {}, `${quotations.length} more ${noun}`);
  return [make("details", {}, summary, ...quotations.flatMap(quotationElements))];
}

function cardElement(card) {
  return make(
    "article",
    { class: card.attributed ? "card attributed" : "card" },
    factElement(card),
    make("p", { class: "attribution" }, card.attribution),
    ...card.quotations.slice(0, 1).flatMap(quotationElements),
    ...moreQuotations(card.quotations.slice(1)),
  );
}

// Each section has a heading and cards; one without cards is left out.
function openPanel(title, lines, sections) {
  const close = button("×", closePanel, { class: "close", "aria-label": "Close" });
  const paragraphs = lines.map((line) => make("p", {}, line));
  panel.replaceChildren(close, make("h2", {}, title), ...paragraphs);
  for (const [heading, cards] of sections) {
    if (cards.length === 0) continue;
    panel.append(make("h3", {}, `${heading} (${cards.length})`), ...cards.map(cardElement));
  }
  panel.hidden = false;
  panel.scrollTop = 0;
}
