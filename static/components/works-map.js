// <works-map query="year=2026" label="…">: works over the village boundaries. The server clusters where they
// lie close; from zoom 13 single works come. Pins carry a letter beside their colour. The view stands in the
// address, so that it can be sent on. Needs Leaflet.
import { hashOf, viewOf } from '../logic/map-view.js';
import { formatRupiah } from '../logic/money.js';
import { pinOf } from '../logic/pins.js';

const escape = (text) => Object.assign(document.createElement('span'), { textContent: text }).innerHTML;

export class WorksMap extends HTMLElement {
  connectedCallback() {
    if (!globalThis.L || this.map) return;
    this.setAttribute('role', 'application');
    this.setAttribute('aria-label', this.getAttribute('label') ?? '');
    this.map = L.map(this, { maxZoom: 19, attributionControl: false }).setView([-8.35, 114.3], 10);
    const tiles = this.getAttribute('tiles');
    if (tiles) L.tileLayer(tiles, { maxZoom: 19 }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    this.borders = L.layerGroup().addTo(this.map);
    this.works = L.layerGroup().addTo(this.map);
    this.map.on('moveend', () => this.load());
    this.map.on('dragend zoomend', () => this.remember());
    document.addEventListener('balai-live', () => {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.load(), 500);
    });
    this.frame();
  }

  remember() {
    const { lat: latitude, lng: longitude } = this.map.getCenter();
    history.replaceState(null, '', hashOf({ zoom: this.map.getZoom(), latitude, longitude }));
  }

  // The first view is the address's own, else it holds the village of `village`, else all villages that have
  // a boundary.
  async frame() {
    const view = viewOf(location.hash);
    if (view) {
      this.map.setView([view.latitude, view.longitude], view.zoom, { animate: false });
      return;
    }
    await this.loadBorders();
    const borders = this.borders.getLayers();
    const village = this.getAttribute('village');
    const own = borders.filter(({ feature }) => String(feature.properties.village) === village);
    const bounds = L.featureGroup(own.length > 0 ? own : borders).getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds);
    else this.load();
  }

  async loadBorders() {
    const zoom = Math.max(8, Math.min(14, this.map.getZoom()));
    if (zoom === this.borderZoom) return;
    this.borderZoom = zoom;
    const answer = await fetch(`/v1/boundaries?zoom=${zoom}`);
    if (!answer.ok) return;
    this.borders.clearLayers();
    L.geoJSON(await answer.json(), {
      style: { color: '#5c6670', weight: 1, fillColor: '#fff', fillOpacity: 1 },
      onEachFeature: ({ properties: { name, district } }, layer) => {
        layer.bindTooltip(escape(`${name}, ${district}`), { sticky: true });
      },
    }).eachLayer((layer) => this.borders.addLayer(layer));
  }

  async load() {
    const bounds = this.map.getBounds();
    const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const box = sides.map((degrees) => degrees.toFixed(6));
    const query = this.getAttribute('query');
    const asked = (this.asked = (this.asked ?? 0) + 1);
    await this.loadBorders();
    const answer = await fetch(`/v1/map?bbox=${box}&zoom=${this.map.getZoom()}${query ? `&${query}` : ''}`);
    if (!answer.ok || asked !== this.asked) return;
    const { features } = await answer.json();
    this.works.clearLayers();
    for (const feature of features) {
      this.works.addLayer(feature.properties.address ? this.work(feature) : this.cluster(feature));
    }
    this.dataset.count = String(features.length);
    this.listInView(box, query);
  }

  // The list beside the map shows what is on it, the newest first; a line under the pointer finds its pin.
  async listInView(box, query) {
    const list = document.getElementById('map-list');
    if (!list) return;
    const asked = this.asked;
    const answer = await fetch(`/v1/works?limit=30&bbox=${box}${query ? `&${query}` : ''}`);
    if (!answer.ok || asked !== this.asked) return;
    const { items } = await answer.json();
    list.replaceChildren(...items.map((work) => this.line(work)));
    list.dataset.count = String(items.length);
  }

  line({ id, name, villageName, fund, year, stage, flags, box }) {
    const item = document.createElement('li');
    const link = Object.assign(document.createElement('a'), { href: `/works/${id}`, textContent: name });
    const about = document.createElement('small');
    about.textContent = [villageName, `${fund} ${year}`, `${stage} %`, flags > 0 ? `! ${flags}` : '']
      .filter(Boolean).join(' · ');
    item.append(link, about);
    if (box) {
      const [west, south, east, north] = box;
      const show = () => this.mark([[south, west], [north, east]]);
      item.addEventListener('pointerenter', show);
      link.addEventListener('focus', show);
    }
    return item;
  }

  mark(bounds) {
    this.marked?.remove();
    this.marked = L.rectangle(L.latLngBounds(bounds).pad(0.3), {
      color: '#1b1f24', weight: 2, fill: false, interactive: false,
    }).addTo(this.map);
  }

  cluster({ geometry, properties }) {
    const [longitude, latitude] = geometry.coordinates;
    const size = 34 + Math.min(22, Math.round(Math.log10(properties.works) * 12));
    const flagged = properties.alerts > 0 ? ' alert' : properties.warnings > 0 ? ' warning' : '';
    const html = String(properties.works);
    const icon = L.divIcon({ className: `cluster${flagged}`, html, iconSize: [size, size] });
    const marker = L.marker([latitude, longitude], { icon, title: properties.label, alt: properties.label });
    const closer = () => Math.min(19, this.map.getZoom() + 2);
    return marker.on('click', () => this.map.setView([latitude, longitude], closer()));
  }

  work({ geometry, properties }) {
    const pin = pinOf(properties);
    const group = L.featureGroup();
    const shape = L.geoJSON(geometry, {
      style: { color: pin.colour, weight: 5 },
      pointToLayer: (_, place) => L.circleMarker(place, { radius: 3, color: pin.colour }),
    });
    const centre = shape.getBounds().getCenter();
    const icon = L.divIcon({ className: `pin ${pin.style}`, html: pin.letter, iconSize: [28, 28] });
    group.addLayer(shape);
    const { name, village, fund, budget, stateWord, stage, address } = properties;
    // The state in words too: a flag takes the colour's place.
    group.addLayer(L.marker(centre, { icon, title: `${name}, ${stateWord}` }));
    const lines = [village, `${fund} · ${budget}`, `${stateWord} · ${stage} %`].map(escape).join('<br>');
    group.bindPopup(`<strong><a href="${escape(address)}">${escape(name)}</a></strong><br>${lines}`);
    return group.on('popupopen', ({ popup }) => this.tell(popup, properties.id));
  }

  // What was paid and the newest photos are asked for when a pin is opened, not for each pin on the map.
  async tell(popup, id) {
    if (popup.isTold) return;
    popup.isTold = true;
    const answer = await fetch(`/v1/works/${id}`);
    if (!answer.ok) return;
    const { spentSen, photos } = await answer.json();
    const says = (word, text) => escape(`${this.getAttribute(word)}: ${text}`);
    const spent = spentSen === null ? [] : [says('spent', `Rp ${formatRupiah(BigInt(spentSen))}`)];
    const lines = [...spent, says('photos', photos.length)].join('<br>');
    const row = photos.slice(0, 3).map(({ thumbnail, stage }) =>
      `<img src="${escape(thumbnail)}" alt="${stage} %" width="72" height="72">`).join(' ');
    popup.setContent(`${popup.getContent()}<br>${lines}${row ? `<p class="told">${row}</p>` : ''}`);
  }
}
customElements.define('works-map', WorksMap);
