/** Controls beside pictures that scroll: they stay in sight, from the top where they fit, else from the bottom. */

const MARGIN = 14;

export function keepInSight(element: HTMLElement): void {
  const place = (): void => {
    const room = window.innerHeight - element.offsetHeight - MARGIN;
    element.style.setProperty("--sight-top", `${Math.min(MARGIN, room)}px`);
  };
  new ResizeObserver(place).observe(element);
  window.addEventListener("resize", place);
}
