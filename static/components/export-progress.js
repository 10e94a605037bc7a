// <export-progress source="/v1/audit/exports/ID">: shows how far an export is, then the page again.
export class ExportProgress extends HTMLElement {
  static everyMilliseconds = 1000;

  connectedCallback() { this.timer = setInterval(() => this.ask(), ExportProgress.everyMilliseconds); }
  disconnectedCallback() { clearInterval(this.timer); }

  async ask() {
    let job;
    try {
      const answer = await fetch(this.getAttribute('source'), { headers: { Accept: 'application/json' } });
      if (!answer.ok) return;
      job = await answer.json();
    } catch { return; } // the line dropped: the next second asks again
    if (job.state !== 'running') { clearInterval(this.timer); location.reload(); return; }
    this.querySelector('progress').value = job.done;
    this.querySelector('[data-count]').textContent = `${job.done} / ${job.total}`;
    this.querySelector('[data-step]').textContent = job.step;
  }
}
customElements.define('export-progress', ExportProgress);
