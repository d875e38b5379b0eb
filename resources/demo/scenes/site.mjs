import { cable, HAND, lamp, SANS, screw, seeded, svg } from './parts.mjs';

/** A distribution board. `locked`: index of the way that is off and locked, or null; `labelled`: circuit chart filled in. */
export function board({ locked = 3, lockColour = '#c62828', labelled = true, tag = null, wall = '#c9c4b6', open = true }) {
  const names = ['Main switch', 'RCD 1', 'Lights GF', 'Sockets GF', 'Workshop ring', 'Heater', 'RCD 2', 'Lights FF', 'Sockets FF', 'Alarm'];
  const wide = [2, 2, 1, 1, 1, 1, 2, 1, 1, 1];
  const amps = ['100', '63', 'B6', 'B32', 'B32', 'B20', '63', 'B6', 'B32', 'B6'];
  let x = 236;
  let ways = '';
  names.forEach((name, i) => {
    const w = wide[i] * 52;
    const off = i === locked;
    const down = off;
    ways += `<g transform="translate(${x} 360)"><rect width="${w - 4}" height="190" rx="5" fill="${i === 0 ? '#e9e6df' : '#f4f2ec'}" stroke="#b5b1a6" filter="url(#soft)"/>
<rect x="${w / 2 - 15}" y="62" width="26" height="66" rx="4" fill="#24282b"/><rect x="${w / 2 - 13}" y="${down ? 98 : 64}" width="22" height="28" rx="3" fill="${i === 0 ? '#b3261e' : wide[i] === 2 ? '#2d6cb5' : '#3c4246'}"/>
<text x="${w / 2 - 2}" y="30" font-size="17" text-anchor="middle" fill="#333" ${SANS}>${amps[i]}</text><text x="${w / 2 - 2}" y="150" font-size="11" text-anchor="middle" fill="#666" ${SANS}>${down ? 'O OFF' : 'I ON'}</text>
${wide[i] === 2 && i > 0 ? '<circle cx="20" cy="166" r="8" fill="#e9c22c" stroke="#8a7517"/>' : ''}</g>`;
    ways += labelled
      ? `<text transform="translate(${x + w / 2 + 3} 664) rotate(-62)" font-size="21" text-anchor="middle" fill="#1c3f86" ${HAND}>${name}</text>`
      : '';
    if (off) {
      const cx = x + w / 2 - 2;
      ways += `<g transform="translate(${cx} 470)" filter="url(#shadow)"><rect x="-24" y="-34" width="48" height="44" rx="6" fill="#d9352b"/><path d="M-13 30V6a13 13 0 0 1 26 0V30" fill="none" stroke="url(#steel)" stroke-width="8"/><rect x="-28" y="26" width="56" height="62" rx="7" fill="${lockColour}"/><circle cy="52" r="8" fill="#15181a"/><rect x="-2.5" y="54" width="5" height="18" fill="#15181a"/></g>`;
      if (tag)
        ways += `<path d="M${cx} 560 q30 60 20 110" stroke="#ddd" stroke-width="3" fill="none"/><g transform="translate(${cx - 70} 662) rotate(-7)" filter="url(#shadow)"><rect width="190" height="150" rx="9" fill="#f7f3e7"/><rect width="190" height="42" rx="9" fill="#c62828"/><text x="95" y="30" font-size="20" font-weight="700" fill="#fff" text-anchor="middle" ${SANS}>DO NOT OPERATE</text><circle cx="95" cy="6" r="6" fill="#555"/>${tag.map((t, k) => `<text x="14" y="${72 + k * 31}" font-size="25" fill="#20335f" ${HAND}>${t}</text>`).join('')}</g>`;
    }
    x += w;
  });
  const lid = open
    ? '<g filter="url(#shadow)"><path d="M186 236 L960 236 L1010 98 L232 98Z" fill="#e4e1d8" stroke="#aaa599" stroke-width="3"/><path d="M250 112 L990 112 L950 222 L216 222Z" fill="#efece4" opacity=".8"/></g>'
    : '';
  return svg(`<rect width="1200" height="900" fill="${wall}" filter="url(#plaster)"/><rect y="560" width="1200" height="340" fill="#000" opacity=".06"/>
${cable('M330 0 C330 60 336 120 330 250', '#d8d8d4', 30)}${cable('M420 0 C424 80 414 150 420 250', '#d8d8d4', 26)}${cable('M760 0 C756 90 764 150 760 250', '#3a3d40', 36)}
<g filter="url(#shadow)"><rect x="180" y="232" width="790" height="540" rx="18" fill="#e8e5dc" stroke="#b4afa2" stroke-width="3"/></g>${lid}
<rect x="214" y="300" width="722" height="310" rx="8" fill="#cfcbc0"/><rect x="214" y="340" width="722" height="22" fill="url(#steelH)"/><rect x="214" y="548" width="722" height="16" fill="url(#steelH)"/>
<rect x="222" y="604" width="706" height="130" rx="6" fill="#fbfaf5" filter="url(#paper)"/>${labelled ? '' : `<text x="575" y="678" font-size="28" text-anchor="middle" fill="#bbb" ${SANS}>CIRCUIT CHART</text>`}
${ways}${screw(200, 252)}${screw(950, 252, 9, 70)}${screw(200, 752, 9, 12)}${screw(950, 752, 9, 85)}
<g transform="translate(1010 330)" filter="url(#soft)"><rect width="150" height="120" fill="#f2c200" rx="5"/><path d="M75 14 L124 96 H26Z" fill="none" stroke="#111" stroke-width="8" stroke-linejoin="round"/><path d="M80 34 L64 64 H78 L70 88 L92 56 H77Z" fill="#111"/></g>
<g transform="translate(1010 462)" filter="url(#soft)"><rect width="150" height="66" fill="#fff" rx="4"/><text x="75" y="28" font-size="17" text-anchor="middle" ${SANS} fill="#222">DB-2 · 230 V</text><text x="75" y="52" font-size="15" text-anchor="middle" ${SANS} fill="#222">Next test 03/2031</text></g>${lamp}`);
}

/** A two-pole voltage indicator on open terminals. */
export function probe({ reading = '000', points = 'L – N', lit = 0, unit = 'V', wall = '#3f4447' }) {
  let terminals = '';
  for (let i = 0; i < 7; i++) {
    const c = ['#7b4a22', '#7b4a22', '#2a5fa5', '#2a5fa5', '#3d8b37', '#3d8b37', '#8d9296'][i];
    terminals += `${cable(`M${250 + i * 106} 900 C${250 + i * 106 + (i - 3) * 12} 800 ${250 + i * 106} 770 ${250 + i * 106} 700`, c, 26)}<g transform="translate(${208 + i * 106} 590)"><rect width="84" height="126" rx="8" fill="#c8ccce" filter="url(#soft)"/><rect x="12" y="14" width="60" height="50" rx="6" fill="#2b2f32"/>${screw(42, 38, 17, i * 37)}<rect x="16" y="80" width="52" height="36" rx="5" fill="#15181a"/></g><text x="${250 + i * 106}" y="580" text-anchor="middle" font-size="26" fill="#eee" ${SANS}>${['L1', 'L2', 'N1', 'N2', 'E1', 'E2', '-'][i]}</text>`;
  }
  const leds = [12, 24, 50, 120, 230, 400].map((v, i) => `<g transform="translate(0 ${i * 40})"><circle cx="24" cy="0" r="11" fill="${i < lit ? '#ff5a3c' : '#4b2a25'}" ${i < lit ? 'filter="url(#soft)"' : ''}/><text x="50" y="8" font-size="22" fill="#f3efe0" ${SANS}>${v}</text></g>`).join('');
  return svg(`<rect width="1200" height="900" fill="${wall}" filter="url(#concrete)"/><rect x="120" y="500" width="960" height="300" rx="14" fill="#80868a" filter="url(#shadow)"/>${terminals}
<g transform="translate(620 20) rotate(14)" filter="url(#shadow)"><rect width="190" height="420" rx="34" fill="#e0a300"/><rect x="18" y="22" width="154" height="376" rx="24" fill="#26292c"/><rect x="36" y="46" width="118" height="74" rx="8" fill="#b9c7a4"/><text x="146" y="103" font-size="54" text-anchor="end" fill="#1d2417" font-family="Noto Sans Mono">${reading}</text><text x="40" y="62" font-size="15" fill="#1d2417" ${SANS}>${unit}  ${points}</text><g transform="translate(38 150)">${leds}</g></g>
<path d="M640 455 L520 640" stroke="#1e2123" stroke-width="34" stroke-linecap="round" filter="url(#shadow)"/><path d="M520 640 L505 664" stroke="url(#steel)" stroke-width="9" stroke-linecap="round"/>
${cable('M720 440 C860 560 330 340 250 430', '#17191b', 20)}<path d="M252 428 L270 600" stroke="#b3261e" stroke-width="34" stroke-linecap="round" filter="url(#shadow)"/><path d="M270 606 L256 632" stroke="url(#steel)" stroke-width="9" stroke-linecap="round"/>${lamp}`);
}

/** A board with personal protective equipment; `missing` names hooks that hang empty. */
export function ppe({ missing = [], note = '' }) {
  const hook = (x, y, name, art) => `<g transform="translate(${x} ${y})"><rect x="-92" y="128" width="184" height="36" rx="4" fill="#f6f4ee" filter="url(#soft)"/><text y="153" font-size="20" text-anchor="middle" fill="#222" ${SANS}>${name}</text>${screw(0, -104, 10)}${missing.includes(name) ? `<path d="M0 -100 v24 q0 18 18 12" stroke="#777" stroke-width="8" fill="none"/>` : `<g filter="url(#shadow)">${art}</g>`}</g>`;
  const helmet = (c) => `<path d="M-92 50 Q-92 -72 0 -76 Q92 -72 92 50Z" fill="${c}"/><path d="M-110 50 Q0 30 112 50 Q118 66 100 68 H-98 Q-116 66 -110 50Z" fill="${c}"/><path d="M-26 -66 Q-34 0 -30 46 M26 -66 Q34 0 30 46" stroke="#000" stroke-opacity=".18" stroke-width="8" fill="none"/><path d="M-62 -22 Q-48 -56 -14 -62" stroke="#fff" stroke-opacity=".7" stroke-width="10" fill="none" stroke-linecap="round"/>`;
  const vest = '<path d="M-70 -84 L-20 -60 Q0 -20 20 -60 L70 -84 L84 100 H-84Z" fill="#f4661b"/><path d="M-80 30 H80 V58 H-82Z M-56 -78 L-40 -70 V100 H-62Z M56 -78 L40 -70 V100 H62Z" fill="#dfe6a8" stroke="#b9c27a"/>';
  const gloves = '<g transform="rotate(-8)"><path d="M-70 100 V10 Q-78 -40 -62 -44 Q-50 -44 -50 -8 Q-48 -70 -34 -70 Q-22 -70 -24 -8 Q-20 -60 -8 -58 Q4 -54 -4 4 L0 100Z" fill="#e58a22"/><path d="M-70 70 H0 V100 H-70Z" fill="#333"/></g><g transform="translate(60 6) rotate(12) scale(-1 1)"><path d="M-70 100 V10 Q-78 -40 -62 -44 Q-50 -44 -50 -8 Q-48 -70 -34 -70 Q-22 -70 -24 -8 Q-20 -60 -8 -58 Q4 -54 -4 4 L0 100Z" fill="#d97f1b"/><path d="M-70 70 H0 V100 H-70Z" fill="#333"/></g>';
  const glasses = '<path d="M-100 -10 Q-100 46 -52 48 Q-8 46 -6 -2 Q0 -12 6 -2 Q8 46 52 48 Q100 46 100 -10Z" fill="#cfe4ea" fill-opacity=".75" stroke="#22282b" stroke-width="8"/><path d="M-84 0 L-52 36 M28 0 L56 32" stroke="#fff" stroke-width="8" opacity=".8"/>';
  const defenders = '<path d="M-78 30 Q-84 -84 0 -88 Q84 -84 78 30" fill="none" stroke="#222" stroke-width="14"/><rect x="-104" y="10" width="58" height="92" rx="24" fill="#b3261e"/><rect x="46" y="10" width="58" height="92" rx="24" fill="#b3261e"/><rect x="-58" y="20" width="18" height="72" rx="8" fill="#111"/><rect x="40" y="20" width="18" height="72" rx="8" fill="#111"/>';
  const boots = '<path d="M-96 -60 H-40 L-34 30 Q10 40 12 84 H-98Z" fill="#7c5630"/><path d="M-100 80 H16 V98 H-100Z" fill="#222"/><path d="M10 -50 H62 L68 30 Q112 40 112 84 H6Z" fill="#86603a"/><path d="M4 80 H116 V98 H4Z" fill="#222"/>';
  return svg(`<rect width="1200" height="900" fill="#8d8f8a" filter="url(#concrete)"/><g filter="url(#shadow)"><rect x="80" y="60" width="1040" height="760" rx="10" fill="#b88b53" filter="url(#wood)"/></g><rect x="110" y="86" width="980" height="66" rx="6" fill="#14567f"/><text x="600" y="132" font-size="38" text-anchor="middle" fill="#fff" font-weight="700" ${SANS}>STOP · CHECK YOUR PPE BEFORE YOU GO ON SITE</text>
${hook(270, 320, 'Helmet', helmet('#f2c200'))}${hook(600, 320, 'Glasses', glasses)}${hook(930, 320, 'Ear defenders', defenders)}${hook(270, 620, 'Hi-vis vest', vest)}${hook(600, 620, 'Gloves', gloves)}${hook(930, 620, 'Boots', boots)}
${note ? `<g transform="translate(858 180) rotate(4)" filter="url(#soft)"><rect width="210" height="56" fill="#fff3a6"/><text x="105" y="37" font-size="26" text-anchor="middle" fill="#1c3f86" ${HAND}>${note}</text></g>` : ''}${lamp}`);
}

/** A tower scaffold against a house; options decide what an inspector would find. */
export function scaffold({ toeBoard = true, guardRail = true, tagged = true, brick = '#a5593f', sky = '#b9cfdd', ladder = true }) {
  const r = seeded(11);
  let bricks = '';
  for (let row = 0; row < 34; row++)
    for (let col = -1; col < 15; col++) {
      const v = 0.82 + r() * 0.3;
      bricks += `<rect x="${col * 66 + (row % 2) * 33}" y="${90 + row * 25}" width="62" height="21" fill="${brick}" style="filter:brightness(${v.toFixed(2)})"/>`;
    }
  const tube = (x1, y1, x2, y2, w = 18) => {
    const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    const length = Math.hypot(x2 - x1, y2 - y1);
    return `<g transform="translate(${x1} ${y1}) rotate(${angle})" filter="url(#soft)"><rect y="${-w / 2}" width="${length}" height="${w}" fill="url(#steelH)"/></g>`;
  };
  const coupler = (x, y) => `<g filter="url(#soft)"><rect x="${x - 17}" y="${y - 17}" width="34" height="34" rx="6" fill="#8a7b55"/><circle cx="${x}" cy="${y}" r="7" fill="#3e3a2d"/></g>`;
  const posts = [300, 590, 880, 1120];
  const lifts = [330, 640];
  const boards = lifts.map((y) => `<g filter="url(#shadow)"><rect x="270" y="${y}" width="880" height="22" fill="#c39a5c" filter="url(#wood)"/><rect x="270" y="${y + 20}" width="880" height="7" fill="#6d5128"/></g>`).join('');
  const rails = lifts.map((y, i) => (guardRail || i === 1 ? tube(280, y - 170, 1150, y - 170, 15) + tube(280, y - 88, 1150, y - 88, 15) : tube(280, y - 88, 590, y - 88, 15))).join('');
  const toes = lifts.map((y, i) => (toeBoard || i === 1 ? `<g filter="url(#soft)"><rect x="278" y="${y - 42}" width="866" height="42" fill="#d1a768" filter="url(#wood)"/><rect x="278" y="${y - 42}" width="866" height="7" fill="#e9c98f"/></g>` : '')).join('');
  return svg(`<rect width="1200" height="900" fill="${sky}"/><g filter="url(#blur14)" opacity=".8"><ellipse cx="1050" cy="90" rx="240" ry="50" fill="#fff"/><ellipse cx="1180" cy="40" rx="200" ry="44" fill="#fff"/><ellipse cx="1110" cy="760" rx="190" ry="120" fill="#5f7a4c"/></g>
<rect y="90" width="990" height="810" fill="#c9bfae"/>${bricks}<rect x="0" y="60" width="1010" height="40" fill="#5c4b40" filter="url(#soft)"/>
<g filter="url(#soft)"><rect x="400" y="420" width="150" height="180" fill="#eee"/><rect x="412" y="432" width="126" height="156" fill="#4a5a66"/><path d="M412 510 h126 M475 432 v156" stroke="#eee" stroke-width="8"/><path d="M420 580 L500 440" stroke="#fff" stroke-opacity=".25" stroke-width="22"/></g><g filter="url(#soft)"><rect x="690" y="140" width="150" height="160" fill="#eee"/><rect x="702" y="152" width="126" height="136" fill="#55656f"/></g>
<rect y="850" width="1200" height="50" fill="#6c665b" filter="url(#earth)"/>
${tube(300, 850, 590, 640, 13)}${tube(880, 640, 590, 330, 13)}${posts.map((x) => tube(x, 870, x, 110) + `<rect x="${x - 34}" y="862" width="68" height="12" fill="#555" filter="url(#soft)"/><rect x="${x - 60}" y="874" width="120" height="14" fill="#a87f46"/>`).join('')}${boards}${toes}${rails}${posts.flatMap((x) => lifts.flatMap((y) => [coupler(x, y + 16), ...(guardRail || y === 640 ? [coupler(x, y - 170), coupler(x, y - 88)] : [])])).join('')}
${ladder ? `<g transform="translate(960 332) rotate(6)" filter="url(#shadow)"><rect x="0" y="-110" width="12" height="640" fill="#c8b23a"/><rect x="74" y="-110" width="12" height="640" fill="#c8b23a"/>${Array.from({ length: 17 }, (_, k) => `<rect x="6" y="${-80 + k * 36}" width="74" height="9" fill="#d9dde0"/>`).join('')}</g>` : ''}
${tagged ? `<g transform="translate(326 705) rotate(-3)" filter="url(#shadow)"><rect width="116" height="142" rx="8" fill="#1d8a43"/><rect x="10" y="36" width="96" height="96" fill="#f7f5ea"/><text x="58" y="26" font-size="18" fill="#fff" text-anchor="middle" font-weight="700" ${SANS}>SCAFFOLD</text><text x="18" y="62" font-size="20" fill="#1c3f86" ${HAND}>insp. 14/9</text><text x="18" y="90" font-size="20" fill="#1c3f86" ${HAND}>class 3</text><text x="18" y="118" font-size="20" fill="#1c3f86" ${HAND}>T. Wilk</text></g>` : `<g transform="translate(326 705) rotate(-3)" filter="url(#shadow)"><rect width="116" height="142" rx="8" fill="#555"/><rect x="10" y="36" width="96" height="96" fill="#3c3c3c"/></g>`}${lamp}`);
}

/** A cable trench. */
export function trench({ barriers = true, tape = true, water = false, spoil = 'back' }) {
  const r = seeded(5);
  let stones = '';
  for (let i = 0; i < 260; i++) {
    const x = r() * 1200;
    const y = 330 + r() * 570;
    const s = (y / 900) * (4 + r() * 15);
    stones += `<ellipse cx="${x}" cy="${y}" rx="${s}" ry="${s * 0.6}" fill="hsl(${28 + r() * 14} ${12 + r() * 16}% ${28 + r() * 30}%)" opacity=".85"/>`;
  }
  const barrier = (x, y, s) => `<g transform="translate(${x} ${y}) scale(${s})" filter="url(#shadow)"><rect x="6" y="-10" width="14" height="190" fill="#444"/><rect x="300" y="-10" width="14" height="190" fill="#444"/><rect width="320" height="46" rx="6" fill="#e4572e"/>${[0, 1, 2, 3].map((k) => `<path d="M${20 + k * 80} 46 L${52 + k * 80} 0 H${88 + k * 80} L${56 + k * 80} 46Z" fill="#fff"/>`).join('')}<rect y="92" width="320" height="40" rx="6" fill="#e4572e"/></g>`;
  return svg(`<rect width="1200" height="340" fill="#c2ccd0"/><g filter="url(#blur4)"><rect y="190" width="1200" height="160" fill="#7d8b66"/><rect x="60" y="70" width="330" height="210" fill="#9b8f83"/><path d="M40 80 L225 -20 L410 80Z" fill="#5d4a42"/><rect x="800" y="120" width="240" height="160" fill="#3f6f96"/><rect x="1000" y="160" width="120" height="120" fill="#35607f"/></g>
<rect y="320" width="1200" height="580" fill="#8b7558" filter="url(#earth)"/>${stones}
<path d="M${spoil === 'back' ? '760 420 Q880 300 1010 380 Q1130 340 1200 430 V640 Q1040 560 900 560Z' : '600 400 Q700 330 790 410 Q880 420 900 640 Q820 720 770 640Z'}" fill="#6b5435" filter="url(#earth)"/>
<path d="M470 330 H590 L780 900 H300Z" fill="#3e3022" filter="url(#earth)"/><path d="M470 330 L300 900 H210 L450 330Z" fill="#5e4a32" filter="url(#earth)"/><path d="M500 340 H566 L690 900 H392Z" fill="${water ? '#5f6a63' : '#c9b380'}" filter="url(#concrete)"/>${water ? '<path d="M470 620 Q540 600 640 640 L660 800 Q540 840 440 790Z" fill="#aebbb9" opacity=".6"/>' : ''}
<path d="M532 342 C524 480 560 620 520 900" stroke="#17191b" stroke-width="34" fill="none" filter="url(#soft)"/><path d="M530 342 C522 480 558 620 514 900" stroke="#fff" stroke-opacity=".25" stroke-width="7" fill="none"/>
${tape ? '<path d="M552 342 C560 500 586 640 596 900" stroke="#f2d100" stroke-width="44" fill="none"/><path d="M552 342 C560 500 586 640 596 900" stroke="#111" stroke-width="20" stroke-dasharray="60 26" fill="none"/>' : ''}
${barriers ? barrier(40, 300, 0.62) + barrier(640, 300, 0.55) + barrier(10, 480, 1.05) + barrier(850, 500, 1) : barrier(40, 300, 0.62)}
<g transform="translate(250 470) rotate(-72)" filter="url(#soft)"><rect width="260" height="16" fill="#e7e2d0"/>${Array.from({ length: 13 }, (_, k) => `<path d="M${k * 20} 0 v${k % 5 ? 7 : 14}" stroke="#111" stroke-width="2.5"/>`).join('')}</g>${lamp}`);
}

/** A pencil plan on squared paper: where the hazards are. */
export function floorPlan({ title, name, hazards, date }) {
  const grid = Array.from({ length: 40 }, (_, i) => `<path d="M${i * 32} 0V900M0 ${i * 32}H1200" stroke="#9fbccf" stroke-width="1" opacity=".55"/>`).join('');
  const marks = hazards.map(([x, y, label], i) => `<g><circle cx="${x}" cy="${y}" r="22" fill="none" stroke="#b3261e" stroke-width="4"/><text x="${x}" y="${y + 11}" font-size="32" text-anchor="middle" fill="#b3261e" ${HAND}>${i + 1}</text><text x="850" y="${250 + i * 62}" font-size="31" fill="#23303a" ${HAND}>${i + 1}. ${label}</text></g>`).join('');
  return svg(`<rect width="1200" height="900" fill="#f8f6ee" filter="url(#paper)"/>${grid}<g filter="url(#wobble)" fill="none" stroke="#2b3238" stroke-width="6" stroke-linecap="round"><path d="M90 160 H790 V760 H90Z"/><path d="M430 160 V420 M430 520 V760 M90 470 H300 M380 470 H430 M430 470 H560 M650 470 H790"/><path d="M300 470 q4 -80 80 -78 M560 470 q4 78 84 76" stroke-width="3"/><path d="M90 600 v70 M790 250 v90" stroke="#f8f6ee" stroke-width="10"/><path d="M480 200 h240 v60 h-240z M140 210 h100 v170 h-100z M480 690 h120 v50 h-120z" stroke-width="3"/><path d="M150 740 l60 -60 M210 740 l60 -60 M270 740 l60 -60" stroke-width="2"/></g>
<g fill="#3c4852" ${HAND} font-size="30"><text x="150" y="310" font-size="25">store</text><text x="500" y="240">bench</text><text x="150" y="560">entrance</text><text x="488" y="724" font-size="24">DB-2</text><text x="500" y="400">workshop</text><text x="560" y="600">plant room</text></g><g filter="url(#wobble)">${marks}</g>
<text x="90" y="96" font-size="54" fill="#1c3f86" ${HAND}>${title}</text><text x="850" y="160" font-size="32" fill="#1c3f86" ${HAND}>${name}</text><text x="850" y="200" font-size="28" fill="#1c3f86" ${HAND}>${date}</text><text x="90" y="840" font-size="28" fill="#23303a" ${HAND}>not to scale (about 1 square = 25 cm)</text>`);
}
