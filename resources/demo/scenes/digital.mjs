import { cable, HAND, lamp, SANS, screw, seeded, svg } from './parts.mjs';

/** A sensor on a breadboard beside a small computer. */
export function rig({ mat = '#2f5d50', sensors = 1, enclosure = false, note = '' }) {
  let holes = '';
  for (let row = 0; row < 12; row++) for (let col = 0; col < 30; col++) holes += `<rect x="${560 + col * 17}" y="${480 + row * 20 + (row > 5 ? 22 : 0)}" width="7" height="7" rx="2" fill="#6d6a60"/>`;
  const pins = Array.from({ length: 40 }, (_, i) => `<rect x="${136 + (i % 20) * 16}" y="${226 + Math.floor(i / 20) * 16}" width="9" height="9" fill="#d8b84a"/>`).join('');
  const sensor = (x, y) => `<g transform="translate(${x} ${y})" filter="url(#shadow)"><rect width="120" height="92" rx="6" fill="#5b2a86"/><rect x="36" y="22" width="48" height="44" rx="3" fill="#e6e6e6"/><circle cx="60" cy="44" r="8" fill="#333"/><text x="60" y="84" font-size="14" fill="#fff" text-anchor="middle" ${SANS}>T/RH</text></g>`;
  const lines = Array.from({ length: 26 }, (_, i) => `<path d="M${i * 48} 0V900M0 ${i * 48}H1200" stroke="#fff" opacity=".09"/>`).join('');
  return svg(`<rect width="1200" height="900" fill="${mat}"/>${lines}<rect width="1200" height="900" fill="${mat}" opacity=".25" filter="url(#concrete)"/>
${enclosure ? '<g filter="url(#shadow)"><rect x="60" y="120" width="1080" height="690" rx="26" fill="#d9dcdb"/><rect x="84" y="144" width="1032" height="642" rx="18" fill="#bfc4c3"/></g>' + screw(82, 142) + screw(1118, 142) + screw(82, 788) + screw(1118, 788) : ''}
<g filter="url(#shadow)"><rect x="110" y="200" width="400" height="270" rx="14" fill="#1b7a3d"/><rect x="210" y="300" width="90" height="90" rx="4" fill="#1f2225"/><rect x="330" y="310" width="64" height="64" fill="#1f2225"/><rect x="424" y="228" width="100" height="66" fill="url(#steel)"/><rect x="424" y="310" width="100" height="66" fill="url(#steel)"/><rect x="150" y="440" width="70" height="40" fill="#c9cdd0"/><text x="255" y="352" font-size="17" text-anchor="middle" fill="#aaa" ${SANS}>SoC</text></g>${pins}
<g filter="url(#shadow)"><rect x="540" y="450" width="540" height="320" rx="8" fill="#f1efe6"/></g><path d="M550 468 H1070 M550 752 H1070" stroke="#c62828" stroke-width="3"/>${holes}
${sensor(690, 520)}${sensors > 1 ? sensor(880, 520) : ''}
${cable('M150 232 C180 60 640 160 640 490', '#c62828', 9)}${cable('M170 232 C240 90 700 200 660 640', '#1b1d1f', 9)}${cable('M200 232 C300 120 760 240 706 640', '#e0b400', 9)}${cable('M216 248 C330 170 820 260 740 640', '#2a68b8', 9)}${sensors > 1 ? cable('M740 660 C800 720 880 720 900 640', '#2a68b8', 9) : ''}
${cable('M180 480 C190 640 60 700 0 760', '#22262a', 22)}<circle cx="130" cy="420" r="6" fill="#ff3b30"/><circle cx="130" cy="420" r="16" fill="#ff3b30" opacity=".3"/><circle cx="130" cy="396" r="6" fill="#4cd964"/>
${note ? `<g transform="translate(150 560) rotate(-5)" filter="url(#soft)"><rect width="300" height="150" fill="#ffe98a"/>${note.split('|').map((t, i) => `<text x="20" y="${48 + i * 42}" font-size="34" fill="#27364a" ${HAND}>${t}</text>`).join('')}</g>` : ''}${lamp}`);
}

/** A whiteboard with a design session on it. `boxes`: [x, y, text]; `arrows`: [from, to, text]. */
export function whiteboard({ title, boxes, arrows, notes }) {
  const colour = ['#1d4fa0', '#1f7a3a', '#8a2be2', '#b3261e', '#222'];
  const drawn = boxes.map(([x, y, t], i) => `<g filter="url(#wobble)"><rect x="${x - 105}" y="${y - 48}" width="210" height="96" rx="10" fill="none" stroke="${colour[i % 3]}" stroke-width="5"/></g>${t.split('|').map((line, k, all) => `<text x="${x}" y="${y + 10 + (k - (all.length - 1) / 2) * 34}" font-size="32" text-anchor="middle" fill="${colour[i % 3]}" ${HAND}>${line}</text>`).join('')}`).join('');
  const lines = arrows.map(([a, b, t]) => {
    const [x1, y1] = boxes[a];
    const [x2, y2] = boxes[b];
    const horizontal = Math.abs(x2 - x1) > Math.abs(y2 - y1);
    const sx = x1 + (horizontal ? Math.sign(x2 - x1) * 112 : 0);
    const sy = y1 + (horizontal ? 0 : Math.sign(y2 - y1) * 54);
    const ex = x2 - (horizontal ? Math.sign(x2 - x1) * 118 : 0);
    const ey = y2 - (horizontal ? 0 : Math.sign(y2 - y1) * 60);
    const angle = (Math.atan2(ey - sy, ex - sx) * 180) / Math.PI;
    return `<g filter="url(#wobble)"><path d="M${sx} ${sy} L${ex} ${ey}" stroke="#222" stroke-width="4"/><path transform="translate(${ex} ${ey}) rotate(${angle})" d="M-18 -11 L0 0 L-18 11" fill="none" stroke="#222" stroke-width="4"/></g><text x="${(sx + ex) / 2 + (horizontal ? 0 : 14)}" y="${(sy + ey) / 2 - (horizontal ? 14 : -6)}" font-size="25" text-anchor="${horizontal ? 'middle' : 'start'}" fill="#333" ${HAND}>${t}</text>`;
  }).join('');
  return svg(`<rect width="1200" height="900" fill="#9aa4a6" filter="url(#plaster)"/><g filter="url(#shadow)"><rect x="50" y="46" width="1100" height="790" rx="10" fill="#b9bec1"/></g><rect x="74" y="70" width="1052" height="742" fill="#f5f7f6"/><path d="M74 70 L520 70 L250 812 H74Z" fill="#fff" opacity=".6" filter="url(#blur14)"/><g opacity=".12" filter="url(#blur4)"><path d="M600 620 q120 -60 240 10 t200 -20" stroke="#1d4fa0" stroke-width="26" fill="none"/><path d="M160 300 q90 40 190 -10" stroke="#b3261e" stroke-width="22" fill="none"/></g>
<text x="110" y="136" font-size="48" fill="#b3261e" ${HAND}>${title}</text>${lines}${drawn}${notes.map((t, i) => `<text x="120" y="${680 + i * 44}" font-size="32" fill="${i % 2 ? '#1f7a3a' : '#222'}" ${HAND}>${t}</text>`).join('')}
<rect x="380" y="822" width="440" height="22" rx="6" fill="#888f92" filter="url(#soft)"/><rect x="430" y="806" width="120" height="18" rx="8" fill="#1d4fa0"/><rect x="580" y="806" width="120" height="18" rx="8" fill="#b3261e"/>${lamp}`);
}

/** A screenshot of a monitoring page with one chart. */
export function dashboard({ title, gapAt = null, alarm = false, dark = false, seed = 1 }) {
  const r = seeded(seed);
  const ink = dark ? '#e8ecee' : '#1f2a30';
  const paper = dark ? '#15202a' : '#ffffff';
  const line = (base, swing, min, max, colour) => {
    let d = '';
    let lifted = true;
    let walk = 0;
    for (let i = 0; i <= 288; i++) {
      walk = walk * 0.92 + (r() - 0.5) * swing * 0.25;
      const value = base + Math.sin((i / 288) * 2 * Math.PI - 2) * swing + walk + (alarm && i > 190 && i < 214 ? swing * 1.7 : 0);
      if (gapAt && i > gapAt && i < gapAt + 26) { lifted = true; continue; }
      d += `${lifted ? 'M' : 'L'}${(90 + i * 3.55).toFixed(1)} ${(640 - ((value - min) / (max - min)) * 330).toFixed(1)}`;
      lifted = false;
    }
    return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="2.5"/>`;
  };
  const axis = Array.from({ length: 7 }, (_, i) => `<path d="M90 ${310 + i * 55}H1112" stroke="${ink}" opacity=".12"/><text x="80" y="${316 + i * 55}" font-size="15" text-anchor="end" fill="${ink}" opacity=".7" ${SANS}>${12 - i * 2} °C</text>`).join('') + Array.from({ length: 9 }, (_, i) => `<text x="${90 + i * 128}" y="666" font-size="15" text-anchor="middle" fill="${ink}" opacity=".7" ${SANS}>${String(i * 3).padStart(2, '0')}:00</text>`).join('');
  const card = (x, label, value, colour) => `<g transform="translate(${x} 130)"><rect width="244" height="118" rx="10" fill="${dark ? '#1e2c38' : '#f3f6f8'}"/><text x="20" y="36" font-size="17" fill="${ink}" opacity=".75" ${SANS}>${label}</text><text x="20" y="90" font-size="42" font-weight="700" fill="${colour}" ${SANS}>${value}</text></g>`;
  return svg(`<rect width="1200" height="760" fill="${paper}"/><rect width="1200" height="84" fill="${dark ? '#0f1820' : '#0d4f55'}"/><text x="60" y="54" font-size="30" fill="#fff" font-weight="700" ${SANS}>${title}</text><text x="1140" y="52" font-size="18" text-anchor="end" fill="#cfe3e4" ${SANS}>last 24 h · every 5 min</text>
${card(60, 'Temperature now', alarm ? '9.4 °C' : '4.6 °C', alarm ? '#d1432f' : '#0f8a8f')}${card(326, 'Relative humidity', '81 %', '#3d6fb4')}${card(592, 'Readings stored', gapAt ? '262 / 288' : '288 / 288', gapAt ? '#c98512' : '#0f8a8f')}${card(858, 'Alarms today', alarm ? '1' : '0', alarm ? '#d1432f' : '#0f8a8f')}
${axis}<path d="M90 420H1112" stroke="#d1432f" stroke-dasharray="8 6" opacity=".8"/><text x="1108" y="412" font-size="15" text-anchor="end" fill="#d1432f" ${SANS}>limit 8 °C for 15 min</text>${line(4.6, 1.2, 0, 12, '#0f8a8f')}${line(8.6, 0.7, 0, 12, '#7aa2d6')}
<text x="90" y="712" font-size="16" fill="${ink}" opacity=".7" ${SANS}>— temperature   — humidity / 10   all times local</text>`, '', 1200, 760);
}
