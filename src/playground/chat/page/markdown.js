/* global markdownit */

/** What Teams draws in a card: emphasis, links and lists; no HTML, headings, tables or pictures. */
const markdown = markdownit({ html: false, linkify: false, breaks: true }).disable([
  'heading',
  'lheading',
  'table',
  'image',
  'code',
  'fence',
  'blockquote',
  'hr',
  'reference',
]);

const drawLink = (tokens, index, options, _env, renderer) => {
  tokens[index].attrSet('target', '_blank');
  tokens[index].attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, index, options);
};
markdown.renderer.rules.link_open = drawLink;
markdown.validateLink = (url) => /^(?:https?|mailto):/i.test(url.trim());

/** @returns {string} HTML without anything that runs or loads */
export function drawMarkdown(text) {
  return markdown.render(text);
}
