// <site-map shape="GeoJSON"> shows a site; <site-map for="f-geometry" editable> draws one into that field,
// beginning at the village of `village`, else at all of them. Maps beside each other in a .side show each
// other's site dashed. `around="ID,ID"` adds the other works of the neighbourhood, quietly.
// Works over the village boundaries alone, without tiles. Needs Leaflet (global L).
import { drawingOf, shapeText } from '../logic/drawing.js';

const csrf = () => document.querySelector('input[name=csrf]')?.value ?? '';

export class SiteMap extends HTMLElement {
  connectedCallback() {
    if (!globalThis.L || this.map) return;
    const canvas = document.createElement('div');
    canvas.className = 'map small';
    this.append(canvas);
    this.map = L.map(canvas, { maxZoom: 19, zoomControl: true, attributionControl: false });
    this.map.setView([-8.35, 114.2], 10);
    L.control.scale({ imperial: false }).addTo(this.map);
    this.field = document.getElementById(this.getAttribute('for') ?? '');
    this.drawn = L.geoJSON(null, { style: { color: '#b3261e', weight: 5 } }).addTo(this.map);
    this.near = L.geoJSON(null, { style: { color: '#1d5fbf', weight: 4, dashArray: '6 4' } }).addTo(this.map);
    this.show(this.getAttribute('shape') ?? this.field?.value ?? '');
    this.showOthers();
    const second = drawingOf(this.getAttribute('other') ?? '');
    if (second) {
      this.near.addData(second);
      const both = L.featureGroup([this.drawn, this.near]).getBounds();
      if (both.isValid()) this.map.fitBounds(both.pad(0.3), { maxZoom: 18 });
    }
    this.addBoundaries();
    if (this.hasAttribute('around')) this.addAround(this.getAttribute('around').split(','));
    if (this.hasAttribute('editable') && this.field) this.startDrawing();
    this.closest('details')?.addEventListener('toggle', () => this.refresh());
  }

  showOthers() {
    for (const other of this.closest('.side')?.querySelectorAll('site-map[shape]') ?? []) {
      const shape = other === this ? null : drawingOf(other.getAttribute('shape'));
      if (shape) this.near.addData(shape);
    }
  }

  refresh() {
    this.map.invalidateSize();
    if (this.home?.isValid()) this.map.fitBounds(this.home);
    this.show(this.field?.value ?? '');
  }

  async addBoundaries() {
    const answer = await fetch('/v1/boundaries?zoom=12');
    if (!answer.ok) return;
    const style = { color: '#666', weight: 1, fillColor: '#fff', fillOpacity: 1 };
    const borders = L.geoJSON(await answer.json(), { style, interactive: false })
      .addTo(this.map).bringToBack();
    const village = this.getAttribute('village');
    const own = borders.getLayers().find(({ feature }) => String(feature.properties.village) === village);
    this.home = (own ?? borders).getBounds();
    if (this.drawn.getLayers().length === 0 && this.home.isValid()) this.map.fitBounds(this.home);
  }

  // The works around, below those that the page is about; each opens its own page.
  async addAround(own) {
    const bounds = this.map.getBounds().pad(0.5);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const answer = await fetch(`/v1/map?bbox=${box.map((degrees) => degrees.toFixed(6))}&zoom=19`);
    if (!answer.ok) return;
    const features = (await answer.json()).features
      .filter(({ properties: { id } }) => id && !own.includes(id));
    L.geoJSON(features, {
      style: { color: '#5c6670', weight: 3 },
      pointToLayer: (_, place) => L.circleMarker(place, { radius: 5 }),
      onEachFeature: ({ properties: { name, village, fund, address } }, layer) => {
        const link = Object.assign(document.createElement('a'), { href: address, textContent: name });
        const about = document.createElement('p');
        about.append(link, ` · ${village} · ${fund}`);
        layer.bindPopup(about);
      },
    }).addTo(this.map);
    this.drawn.bringToFront();
    this.near.bringToFront();
    this.dataset.around = String(features.length);
  }

  show(text) {
    this.drawn.clearLayers();
    const shape = drawingOf(text);
    if (!shape) return;
    this.drawn.addData(shape);
    const bounds = this.drawn.getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds.pad(0.5), { maxZoom: 17 });
  }

  // One tool at a time: a click sets the point, or adds a vertex; the field holds the GeoJSON all the while.
  startDrawing() {
    this.points = [];
    this.tool = 'Point';
    const bar = document.createElement('div');
    bar.className = 'actions';
    const words = document.documentElement.lang === 'en'
      ? {
        Point: 'Point', LineString: 'Line', Polygon: 'Area', undo: 'Undo', clear: 'Clear',
        here: 'My position',
      } : {
        Point: 'Titik', LineString: 'Garis', Polygon: 'Bidang', undo: 'Batal satu', clear: 'Hapus',
        here: 'Posisi saya',
      };
    for (const name of ['Point', 'LineString', 'Polygon', 'undo', 'clear', 'here']) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'quiet';
      button.textContent = words[name];
      button.addEventListener('click', () => this.press(name, bar));
      button.dataset.tool = name;
      bar.append(button);
    }
    this.prepend(bar);
    this.marks = L.layerGroup().addTo(this.map);
    this.map.on('click', ({ latlng }) => this.add(latlng.lng, latlng.lat));
    this.field.addEventListener('change', () => this.show(this.field.value));
    this.press('Point', bar);
  }

  press(name, bar) {
    if (name === 'undo') this.points.pop();
    else if (name === 'here') {
      navigator.geolocation?.getCurrentPosition(({ coords }) => this.add(coords.longitude, coords.latitude));
      return;
    } else {
      this.points = [];
      if (name !== 'clear') this.tool = name;
    }
    for (const button of bar.children) {
      button.setAttribute('aria-pressed', String(button.dataset.tool === this.tool));
    }
    if (name === 'undo' || name === 'clear') this.update();
  }

  add(longitude, latitude) {
    const point = [Number(longitude.toFixed(7)), Number(latitude.toFixed(7))];
    if (this.tool === 'Point') this.points = [point];
    else this.points.push(point);
    this.update();
  }

  update() {
    this.marks.clearLayers();
    for (const [longitude, latitude] of this.points) {
      L.circleMarker([latitude, longitude], { radius: 5 }).addTo(this.marks);
    }
    const text = shapeText(this.tool, this.points);
    this.field.value = text;
    // What is drawn last counts: typed coordinates or a chosen file would come first.
    const form = this.field.form;
    for (const name of ['coordinates', 'site', 'filename']) {
      if (form?.elements[name]) form.elements[name].value = '';
    }
    this.drawn.clearLayers();
    if (text) this.drawn.addData(JSON.parse(text));
    else if (this.tool === 'Polygon' && this.points.length > 1) {
      this.drawn.addData({ type: 'LineString', coordinates: this.points });
    }
    this.askNeighbours(text);
  }

  // What lies near, while it is drawn; the same question is asked again when it is saved.
  async askNeighbours(text) {
    this.near.clearLayers();
    this.querySelector('.neighbours')?.remove();
    if (!text) return;
    const answer = await fetch('/v1/neighbours', {
      method: 'POST', body: text, headers: { 'Content-Type': 'application/geo+json', 'X-CSRF-Token': csrf() },
    });
    if (!answer.ok || text !== this.field.value) return;
    const { items } = await answer.json();
    if (items.length === 0) return;
    const list = document.createElement('ul');
    list.className = 'neighbours notice';
    list.setAttribute('role', 'status');
    for (const item of items) {
      this.near.addData(JSON.parse(item.geometry));
      const line = document.createElement('li');
      const { name, village, fund, state, distance, shared } = item;
      line.textContent = [name, village, fund, state, distance, shared].filter(Boolean).join(' · ');
      list.append(line);
    }
    this.append(list);
  }
}
customElements.define('site-map', SiteMap);
