import { dashboard, rig, whiteboard } from './digital.mjs';
import { board, floorPlan, ppe, probe, scaffold, trench } from './site.mjs';

/** Every picture of the demo; with a `camera` it is finished as a photo, without as a clean scan or screenshot. */
export const PICTURES = [
  { name: 'board-locked-amara', scene: board({ locked: 4, tag: ['A. Osei-Lindqvist', '14 Sep 08:40'] }), camera: { tilt: 26, lean: 8, turn: 1.4 } },
  { name: 'board-locked-tomasz', scene: board({ locked: 3, lockColour: '#1d5fa8', tag: ['T. Wieliczko', 'Sockets GF'], wall: '#b9bfc0' }), camera: { tilt: -14, lean: -10, turn: -1, zoom: 1.2 } },
  { name: 'board-tape-leilani', scene: board({ locked: null, labelled: false, wall: '#cbbfa9' }), camera: { tilt: 44, lean: 4, light: 86, blur: '0x1' } },
  { name: 'board-locked-mei', scene: board({ locked: 8, lockColour: '#e0a300', tag: ['Tan Mei-Xuan', '21 Sep 13:05'], wall: '#d3d0c8' }), camera: { tilt: 10, lean: 14, turn: 2, zoom: 1.14 } },
  { name: 'board-joaquin', scene: board({ locked: 5, tag: null, wall: '#a9a595' }), camera: { tilt: 60, lean: -6, turn: -2, light: 78, blur: '0x1.3' } },
  { name: 'probe-dead-amara', scene: probe({ reading: '000', points: 'L-N' }), camera: { tilt: 20, lean: 6, zoom: 1.12 } },
  { name: 'probe-live-tomasz', scene: probe({ reading: '234', points: 'proving', lit: 5 }), camera: { tilt: 8, lean: -8, zoom: 1.1 } },
  { name: 'probe-dead-tomasz', scene: probe({ reading: '000', points: 'L-E', wall: '#545a55' }), camera: { tilt: 30, lean: 4, turn: -3 } },
  { name: 'probe-dead-mei', scene: probe({ reading: '000', points: 'N-E', wall: '#494f5a' }), camera: { tilt: -12, lean: 10, turn: 2, zoom: 1.16 } },
  { name: 'ppe-amara', scene: ppe({ note: 'checked 14/9' }), camera: { tilt: 18, lean: 6 } },
  { name: 'ppe-leilani', scene: ppe({ missing: ['Glasses', 'Ear defenders'] }), camera: { tilt: 40, lean: -12, turn: -2, light: 92 } },
  { name: 'scaffold-tomasz', scene: scaffold({}), camera: { tilt: 34, lean: 4 } },
  { name: 'scaffold-leilani', scene: scaffold({ toeBoard: false, guardRail: false, tagged: false, brick: '#8f6a55', sky: '#c8ccd0' }), camera: { tilt: 52, lean: -8, turn: 1.5 } },
  { name: 'scaffold-ingrid', scene: scaffold({ toeBoard: false, brick: '#7d5a4a', sky: '#aebfcc' }), camera: { tilt: 24, lean: 10, zoom: 1.15 } },
  { name: 'trench-rashid', scene: trench({}), camera: { tilt: 14, lean: -4 } },
  { name: 'trench-mei', scene: trench({ spoil: 'near', tape: false }), camera: { tilt: 26, lean: 8, zoom: 1.12 } },
  { name: 'trench-ingrid', scene: trench({ barriers: false, water: true }), camera: { tilt: 8, lean: 12, light: 88 } },
  { name: 'plan-amara', scene: floorPlan({ title: 'Workshop 2: hazards', name: 'Amara O-L', date: '14 September', hazards: [[180, 430, 'racking, top heavy'], [600, 230, 'bench grinder'], [540, 660, 'board DB-2, live'], [240, 700, 'wet floor at door'], [700, 400, 'trailing leads'], [620, 640, 'hot pipe, head height']] }) },
  { name: 'plan-rashid', scene: floorPlan({ title: 'Yard and plant room', name: 'Rashid al-T.', date: '2 October', hazards: [[230, 640, 'delivery route'], [700, 200, 'cable trench 0.9 m'], [540, 620, 'board DB-2']] }) },
  { name: 'rig-oluwaseun', scene: rig({ note: 'cold room 3|sensor A (top)|addr 0x44' }), camera: { tilt: 20, lean: 6 } },
  { name: 'rig-priya', scene: rig({ mat: '#39424e', sensors: 2, enclosure: true }), camera: { tilt: -10, lean: 8, turn: 2 } },
  { name: 'rig-fatoumata', scene: rig({ mat: '#6a4f3b', note: 'works with|the old cable' }), camera: { tilt: 34, lean: -10, light: 90, blur: '0x1.1' } },
  { name: 'whiteboard-nadia', scene: whiteboard({ title: 'logger: who talks to whom', boxes: [[240, 260, 'sensor'], [590, 260, 'sampler|every 30 s'], [960, 260, 'queue|(max 500)'], [960, 520, 'writer'], [590, 520, 'SQLite'], [240, 520, 'HTTP /daily']], arrows: [[0, 1, 'I2C'], [1, 2, 'put'], [2, 3, 'take'], [3, 4, 'insert'], [4, 5, 'select']], notes: ['queue full?  drop OLDEST, count it', 'writer dies -> sampler must not', 'clock: store UTC, show local !!'] }), camera: { tilt: 22, lean: 8, turn: 1 } },
  { name: 'whiteboard-viktor', scene: whiteboard({ title: 'stock + temperature API', boxes: [[240, 280, 'gateway'], [600, 280, 'API'], [960, 280, 'readings|.jsonl'], [600, 530, 'report']], arrows: [[0, 1, 'POST'], [1, 2, 'append'], [1, 3, 'GET']], notes: ['one file a day -> easy to delete', 'who checks the units?  C or F'] }), camera: { tilt: -16, lean: -6, turn: -1.4 } },
  { name: 'dashboard-oluwaseun', scene: dashboard({ title: 'Cold room 3', gapAt: 120, seed: 3 }) },
  { name: 'dashboard-priya', scene: dashboard({ title: 'Vaccine fridge, ward 7', alarm: true, dark: true, seed: 8 }) },
  { name: 'dashboard-elias', scene: dashboard({ title: 'Seed store', seed: 15 }) },
];
