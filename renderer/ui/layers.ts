let layer = 0;

/** How many modal things are open above the room. */
export function currentLayer(): number {
  return layer;
}

/** While something modal is open, no shortcut fires. Returns how to end that. */
export function openLayer(): () => void {
  layer += 1;
  return () => {
    layer -= 1;
  };
}
