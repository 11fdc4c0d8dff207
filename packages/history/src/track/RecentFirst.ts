/**
 * Tells numbers by how many others were told since they were last: who moves something moves it on and on, and a handful of
 * people do so at once, so that most are less than ten. Writer and reader each keep the list.
 */
export class RecentFirst {
  readonly #recent: number[] = [];

  /** @returns the number's place in the list; of a new one, the length of the list and itself together */
  placeOf(number: number): number {
    const place = this.#recent.indexOf(number);
    if (place !== -1) {
      this.#toFront(place, number);
      return place;
    }
    this.#recent.unshift(number);
    return this.#recent.length - 1 + number;
  }

  /** The number whose {@link RecentFirst.placeOf} was told. */
  at(place: number): number {
    const number = this.#recent[place];
    if (number !== undefined) {
      this.#toFront(place, number);
      return number;
    }
    const added = place - this.#recent.length;
    this.#recent.unshift(added);
    return added;
  }

  #toFront(place: number, number: number): void {
    this.#recent.copyWithin(1, 0, place);
    this.#recent[0] = number;
  }
}
