// Elements of the page. Text of articles goes into them as text only.

function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(text, action, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", action);
  return made;
}

// A button that opens the panel of a node.
function nodeButton(id, text = data.nodes[id].name, attributes = {}) {
  return button(text, () => choose(id), attributes);
}
