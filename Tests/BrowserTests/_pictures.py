"""The pictures of docs/pictures, taken from the demo; `scripts/pictures` starts it."""

import pathlib
import subprocess
import sys
import tempfile

from _hall import ROLES, Browser, Hall, sign_in
from _people import VILLAGE

LARGEST = 200_000
WIDE = {'width': 1280, 'height': 800}
PHONE = {'width': 360, 'height': 740}


class Album:
    """Takes pictures into a folder, each as one person sees the page; refuses one that is too large."""

    def __init__(self, folder, hall, browser):
        (self.folder, self.hall, self.browser) = (folder, hall, browser)
        self.pages = {}

    def page(self, role, viewport):
        """One sign-in a role; the window is made as large as the picture."""
        if role not in self.pages:
            self.pages[role] = self.browser.context(viewport=viewport).new_page()
            sign_in(self.pages[role], self.hall.address, ROLES.get(role, role))
        self.pages[role].set_viewport_size(viewport)
        return self.pages[role]

    def take(self, name, role, path, viewport=WIDE, ready='main', leads=None):
        """The page at `path`, or the first one that it leads to by a link like `leads`."""
        page = self.page(role, viewport)
        page.goto(self.hall.address + path)
        if leads:
            page.goto(self.hall.address + page.locator(leads).first.get_attribute('href'))
        page.wait_for_selector(ready)
        page.wait_for_load_state('networkidle')
        page.screenshot(path=str(self.folder / f'{name}.png'))
        self.check(name)

    def paper(self, name, role, path):
        """The first page of a PDF."""
        answer = self.page(role, WIDE).context.request.get(self.hall.address + path)
        with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
            file.write(answer.body())
            file.flush()
            command = ['pdftoppm', '-png', '-gray', '-r', '70', '-singlefile', file.name]
            subprocess.run([*command, str(self.folder / name)], check=True)
        self.check(name)

    def check(self, name):
        size = (self.folder / f'{name}.png').stat().st_size
        if size > LARGEST:
            raise SystemExit(f'{name}.png has {size} bytes, more than {LARGEST}')
        print(f'{name}.png {size} bytes')


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    hall, browser = Hall(), Browser()
    try:
        album = Album(folder, hall, browser)
        album.take('budget', 'treasurer', f'{VILLAGE}/budget')
        album.take(
            'sheet', 'kaur.kali', sheet(album), ready='budget-sheet td:focus, budget-sheet td, main table td'
        )
        case = 'tr:has-text("berimpit"):has-text("Tegalcontoh") a[href^="/flags/"]'
        album.take('case', 'inspector', '/flags?state=open', leads=case, ready='site-map[data-around]')
        place = album.page('inspector', WIDE).get_attribute('a[href^="geo:"]', 'href')
        view = place.removeprefix('geo:').partition('?')[0].replace(',', '/')
        album.take('map', 'inspector', f'/map#15/{view}', ready='works-map .pin.flagged')
        album.take('approvals', 'head', '/approvals', viewport=PHONE)
        album.take('realisation', 'auditor', f'{VILLAGE}/realisation')
        album.paper('paper', 'auditor', f'{VILLAGE}/realisation/file?format=pdf')
    finally:
        browser.close()
        hall.stop()


def sheet(album):
    """The posted budget of the last demo village as a sheet."""
    page = album.page('kaur.kali', WIDE)
    page.goto(album.hall.address + VILLAGE.replace('3510992001', '3510992005') + '/budget')
    return page.locator('a[href$="/sheet"]').first.get_attribute('href')


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
