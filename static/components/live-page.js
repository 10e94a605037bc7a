// <live-page work="ID,ID" flag="ID">: when the server tells of a change to one of these, the parts of the
// page marked data-live are fetched anew and put in place, and a `balai-live` event goes up for maps. Without
// attributes it listens to everything the person may see. The page works without it.
import { concerns } from '../logic/live.js';

export class LivePage extends HTMLElement {
  connectedCallback() {
    if (!globalThis.EventSource || this.source) return;
    this.source = new EventSource('/v1/live');
    this.source.addEventListener('message', ({ data }) => this.hear(JSON.parse(data)));
    this.leave = () => this.source.close();
    globalThis.addEventListener('pagehide', this.leave);
  }

  disconnectedCallback() {
    this.source?.close();
    globalThis.removeEventListener('pagehide', this.leave);
  }

  hear(event) {
    const works = (this.getAttribute('work') ?? '').split(',').filter(Boolean);
    if (!concerns(event, works, this.getAttribute('flag'))) return;
    document.dispatchEvent(new CustomEvent('balai-live', { detail: event }));
    clearTimeout(this.later);
    this.later = setTimeout(() => this.refresh(), 400);
  }

  async refresh() {
    if (document.querySelectorAll('[data-live][id]').length === 0) return;
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live][id]')) {
      const other = fresh.getElementById(part.id);
      // What someone is filling in just now is not taken from under their hands.
      if (!other || part.contains(document.activeElement) || part.innerHTML === other.innerHTML) continue;
      part.replaceWith(document.adoptNode(other));
    }
    this.dataset.refreshed = String(Number(this.dataset.refreshed ?? 0) + 1);
  }
}
customElements.define('live-page', LivePage);
