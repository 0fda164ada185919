/** What changes a picture and the picture itself are in sight together: beside each other, or one under the other. */

const MARGIN = 14;

/** As in `page.css`: narrower than this, the controls stand under the picture. */
const narrow = "(max-width: 640px)";
/** And lower than this, there is room for picture and first controls alone. */
export const narrowAndLow = `${narrow} and (max-height: 700px)`;

const stacked = (): MediaQueryList => window.matchMedia(narrow);

/** Of a low window's height, what a picture takes at most that stays while its controls scroll. */
const MOST = 0.6;

/** Called now, and whenever the window becomes so or otherwise: without a query, the controls go to under the picture or back. */
export function whenever(place: (isSo: boolean) => void, so = narrow): void {
  const query = window.matchMedia(so);
  place(query.matches);
  query.addEventListener("change", () => place(query.matches));
}

/**
 * What a picture above its controls takes of the window, and what it needs: curves are two, and have fewer controls, and
 * those that are compared have their names above them.
 */
const above = {
  curve: { share: 0.48, least: 220 },
  compared: { share: 0.48, least: 280 },
  other: { share: 0.4, least: 230 },
};

/** Of a low window's height, what is above a picture there, and the first of what changes it. */
const AROUND = 386;

/** How high a picture is drawn: a wide one is flatter than a narrow one, and one above its controls leaves them room. */
export function pictureHeight(width: number, kind: keyof typeof above): number {
  const wanted = Math.min(520, Math.max(330, 250 + 0.28 * width));
  const { share, least } = above[kind];
  if (!stacked().matches) return Math.round(wanted);
  const { innerHeight } = window;
  return Math.round(Math.max(least, Math.min(wanted, share * innerHeight, innerHeight - AROUND)));
}

/** Controls beside pictures that scroll: they stay in sight, from the top where they fit, else from the bottom. */
export function keepInSight(element: HTMLElement): void {
  const place = (): void => {
    const room = window.innerHeight - element.offsetHeight - MARGIN;
    element.style.setProperty("--sight-top", `${Math.min(MARGIN, room)}px`);
  };
  new ResizeObserver(place).observe(element);
  window.addEventListener("resize", place);
}

/** A picture above its controls stays at the top while they scroll, where it leaves them room; so does what has the focus. */
export function keepAbove(picture: HTMLElement): void {
  const place = (): void => {
    const isKept = stacked().matches && picture.offsetHeight <= MOST * window.innerHeight;
    picture.classList.toggle("kept", isKept);
    document.documentElement.style.scrollPaddingTop = isKept ? `${picture.offsetHeight + MARGIN}px` : "";
  };
  new ResizeObserver(place).observe(picture);
  window.addEventListener("resize", place);
}
