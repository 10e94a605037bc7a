// <api-viewer data-document="/v1/openapi.json">: shows the API's document with Swagger UI, where that is
// installed.
export class APIViewer extends HTMLElement {
  connectedCallback() {
    globalThis.SwaggerUIBundle?.({ url: this.dataset.document, domNode: this, deepLinking: true });
  }
}
customElements.define('api-viewer', APIViewer);
