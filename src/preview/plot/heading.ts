/** What a picture that leaves the page says of itself: the loss as it was called, the data, and which Keras. */

import { listed, say, together } from "../../python/say.ts";
import type { Item, Scene } from "./scene.ts";
import { shifted } from "./shift.ts";
import { textSize, words } from "./words.ts";

export interface Heading {
  /** `focal_loss(gamma=3.5, alpha=0.25)`. */
  readonly loss: string;
  /** One after another on the line beneath: `Binary probability`, `Keras 3, from requirements.txt`. */
  readonly about: readonly string[];
}

const nameSize = 14;
const gap = 12;

/** The picture beneath its heading; as it is without one. */
export function withHeading(scene: Scene, heading: Heading | undefined): Scene {
  if (heading === undefined) return scene;
  const name = words(heading.loss, { x: 0, y: 13, width: scene.width, size: nameSize, isBold: true });
  const below = 13 + name.more + 18;
  const about = words(heading.about.join(" · "), {
    x: 0,
    y: below,
    width: scene.width,
    role: "dim",
    size: textSize,
  });
  const hasAbout = heading.about.length > 0;
  const room = (hasAbout ? below + about.more : 13 + name.more) + gap;
  const items: Item[] = [
    ...name.items,
    ...(hasAbout ? about.items : []),
    ...scene.items.map((item) => shifted(item, 0, room)),
  ];
  return {
    ...scene,
    height: scene.height + room,
    title: listed([heading.loss, ...heading.about]),
    description: together([say("{0}.", scene.title), scene.description]),
    items,
  };
}
