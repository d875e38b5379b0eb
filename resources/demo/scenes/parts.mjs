/** Pieces the scenes share: seeded randomness, filters, textures. Pictures are drawn on 1200 x 900. */
export function seeded(seed) {
  let s = seed * 2654435761 + 1;
  return () => {
    s = (Math.imul(s ^ (s >>> 15), 2246822519) + 3266489917) | 0;
    return ((s ^ (s >>> 13)) >>> 0) / 4294967296;
  };
}

export const HAND = "font-family='Breip, Comic Neue'";
export const SANS = "font-family='Nimbus Sans, Liberation Sans'";

export function svg(body, defs = '', width = 1200, height = 900) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>
<filter id="shadow" x="-30%" y="-30%" width="160%" height="160%"><feDropShadow dx="7" dy="11" stdDeviation="9" flood-color="#000" flood-opacity=".5"/></filter>
<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feDropShadow dx="2" dy="4" stdDeviation="3" flood-color="#000" flood-opacity=".45"/></filter>
<filter id="blur4"><feGaussianBlur stdDeviation="4"/></filter>
<filter id="blur14"><feGaussianBlur stdDeviation="14"/></filter>
<filter id="rough" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency=".035" numOctaves="3" seed="4"/><feDisplacementMap in="SourceGraphic" scale="5"/></filter>
<filter id="wobble" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency=".018" numOctaves="2" seed="9"/><feDisplacementMap in="SourceGraphic" scale="4"/></filter>
${texture('plaster', 0.018, 4, 3, 0.5, 0.10)}${texture('concrete', 0.05, 5, 7, 0.7, 0.24)}${texture('earth', 0.03, 6, 12, 1, 0.42)}${texture('wood', 0.006, 3, 5, 0.8, 0.28, 0.13)}${texture('paper', 0.4, 3, 2, 0.3, 0.07)}
<linearGradient id="steel" x1="0" x2="1"><stop offset="0" stop-color="#6d747a"/><stop offset=".25" stop-color="#d9dee1"/><stop offset=".55" stop-color="#9aa1a6"/><stop offset="1" stop-color="#565c61"/></linearGradient>
<linearGradient id="steelH" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#70777d"/><stop offset=".3" stop-color="#dfe3e6"/><stop offset=".6" stop-color="#9aa1a6"/><stop offset="1" stop-color="#50565b"/></linearGradient>
<radialGradient id="lamp" cx=".3" cy=".15" r="1"><stop offset="0" stop-color="#fff7e2" stop-opacity=".55"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></radialGradient>
${defs}</defs>
${body}
</svg>`;
}

function texture(id, frequency, octaves, seed, contrast, opacity, frequencyY = frequency) {
  return `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${frequency} ${frequencyY}" numOctaves="${octaves}" seed="${seed}" result="n"/><feColorMatrix in="n" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  ${contrast * 2.4} 0 0 0 ${-contrast * 0.85}" result="m"/><feComponentTransfer in="m" result="o"><feFuncA type="linear" slope="${opacity * 2}"/></feComponentTransfer><feComposite in="o" in2="SourceGraphic" operator="in" result="p"/><feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="p"/></feMerge></filter>`;
}

export const lamp = '<rect width="1200" height="900" fill="url(#lamp)"/>';

export function screw(x, y, r = 9, angle = 30) {
  return `<g transform="translate(${x} ${y}) rotate(${angle})" filter="url(#soft)"><circle r="${r}" fill="url(#steel)"/><path d="M${-r * 0.7} 0H${r * 0.7}M0 ${-r * 0.7}V${r * 0.7}" stroke="#3b4044" stroke-width="${r / 3.5}"/></g>`;
}

export function cable(d, colour, width = 16) {
  return `<g fill="none" stroke-linecap="round" filter="url(#soft)"><path d="${d}" stroke="${colour}" stroke-width="${width}"/><path d="${d}" stroke="#fff" stroke-opacity=".28" stroke-width="${width / 4}" transform="translate(${-width / 6} ${-width / 6})"/></g>`;
}
