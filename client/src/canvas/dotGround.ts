const STEP = 24;
const MIN_SCREEN_STEP = 16;

/** Where the dots lie on the screen. Zoomed out, every second one goes, again and again, so that they never crowd. */
export function dotGround(camera: { readonly x: number; readonly y: number; readonly z: number }) {
  let step = STEP * camera.z;
  while (step < MIN_SCREEN_STEP) step *= 2;
  const offset = (value: number): string => `${((value * camera.z) % step).toFixed(2)}px`;
  return { backgroundSize: `${step}px ${step}px`, backgroundPosition: `${offset(camera.x)} ${offset(camera.y)}` };
}
