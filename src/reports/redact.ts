const secrets: { pattern: RegExp; shown: string }[] = [
  { pattern: /SharedAccessSignature\s+\S+/gi, shown: 'SharedAccessSignature …' },
  { pattern: /\bBearer\s+\S+/gi, shown: 'Bearer …' },
  { pattern: /\beyJ[\w-]{10,}(?:\.[\w-]*)*/g, shown: '…' },
  {
    pattern: /\b(?<name>sig|key|token|password|secret|SharedAccessKey|AccountKey)=[^&;\s"']+/gi,
    shown: '$<name>=…',
  },
];

/** Blanks whatever looks like a secret: messages of other systems sometimes repeat what they got. */
export function redact(text: string): string {
  return secrets.reduce((clean, { pattern, shown }) => clean.replace(pattern, shown), text);
}
