// <photo-compare> around .frame with two images: a slider uncovers one over the other; a click on a photo
// with data-side and data-full puts it in. Without script the photos stand side by side.
export class PhotoCompare extends HTMLElement {
  connectedCallback() {
    this.slider = this.querySelector('input[type=range]');
    this.pictures = { left: this.querySelector('.left'), right: this.querySelector('.right') };
    if (!this.slider || !this.pictures.left || !this.pictures.right) return;
    this.classList.add('ready');
    this.slider.addEventListener('input', () => this.uncover());
    for (const link of this.querySelectorAll('a[data-side]')) {
      link.addEventListener('click', (event) => this.choose(event, link));
    }
    this.uncover();
  }

  uncover() {
    this.pictures.right.style.clipPath = `inset(0 0 0 ${this.slider.value}%)`;
  }

  choose(event, link) {
    event.preventDefault();
    const picture = this.pictures[link.dataset.side];
    picture.src = link.dataset.full;
    picture.alt = link.querySelector('img')?.alt ?? '';
    for (const other of this.querySelectorAll(`a[data-side=${link.dataset.side}]`)) {
      other.toggleAttribute('aria-current', other === link);
    }
  }
}
customElements.define('photo-compare', PhotoCompare);
