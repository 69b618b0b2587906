const colours = {
  default: { default: 'var(--text)', subtle: 'var(--text-soft)' },
  dark: { default: 'var(--text)', subtle: 'var(--text-soft)' },
  light: { default: 'var(--text-soft)', subtle: 'var(--text-soft)' },
  accent: { default: 'var(--accent)', subtle: 'var(--accent)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warning)', subtle: 'var(--warning)' },
  attention: { default: 'var(--attention)', subtle: 'var(--attention)' },
};

/**
 * How cards look. Colours are the page's variables, so light and dark share this description and
 * a switch of the theme repaints cards without redrawing them: what a reader opened stays open.
 */
export const hostConfigJson = {
  supportsInteractivity: true,
  fontFamily: 'var(--font)',
  spacing: { small: 4, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  fontTypes: {
    default: fontType('var(--font)', 0),
    monospace: fontType('var(--font-mono)', -1),
  },
  lineHeights: { small: 18, default: 22, medium: 23, large: 26, extraLarge: 30 },
  containerStyles: {
    default: containerStyle('var(--surface)'),
    emphasis: containerStyle('var(--surface-2)'),
    accent: containerStyle('var(--accent-ground)'),
    good: containerStyle('var(--good-ground)'),
    warning: containerStyle('var(--warning-ground)'),
    attention: containerStyle('var(--attention-ground)'),
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 170 },
    value: { wrap: true },
    spacing: 14,
  },
  table: { cellSpacing: 8 },
  textBlock: { headingLevel: 3 },
  textStyles: {
    heading: { size: 'large', weight: 'bolder' },
    columnHeader: { weight: 'bolder' },
  },
  inputs: {
    label: { requiredInputs: { weight: 'bolder', suffix: ' (required)' } },
    errorMessage: { color: 'attention' },
  },
};

function fontType(fontFamily, bigger) {
  const fontSizes = { small: 13, default: 15, medium: 16, large: 19, extraLarge: 23 };
  for (const size of Object.keys(fontSizes)) fontSizes[size] += bigger;
  return { fontFamily, fontSizes, fontWeights: { lighter: 400, default: 400, bolder: 600 } };
}

function containerStyle(backgroundColor) {
  return { backgroundColor, foregroundColors: colours, borderColor: 'var(--line)' };
}
