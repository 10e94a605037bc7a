"""The budget sheet by keyboard alone: pasted, undone, refused, cut off from the server and brought back.

    var/venv/bin/python3 Tests/BrowserTests/sheet.py -v

BALAI_BINARY names another server than the one of .build; BALAI_SCREENSHOTS a folder for pictures.
"""

import re
import unittest

from _people import UUID, VILLAGE, Person, judge, scene

NEXT = VILLAGE[:-4] + str(int(VILLAGE[-4:]) + 1)
ROWS = 500


def setUpModule():
    scene.open(unittest.addModuleCleanup)


def table(rows, text='Baris'):
    cells = ('2.3.10\t5.3.5.01\tDDS\t01' if row % 2 else '2.3.11\t5.3.5.01\tDDS\t01' for row in range(rows))
    return '\r\n'.join(f'{cell}\t{text} {row}\t2,5\tzak\t12.345' for row, cell in enumerate(cells))


class Sheet(unittest.TestCase):
    def open_sheet(self):
        """Next year's budget: opened by the treasurer where it is not there yet."""
        person = Person('treasurer', permissions=['clipboard-read', 'clipboard-write'])
        self.addCleanup(person.close)
        page = person.page
        person.open(f'{NEXT}/budget')
        if not person.links(r'/versions/'):
            with page.expect_navigation():
                page.click('form[action$="/versions"] button')
        path = person.links(rf'/versions/{UUID}/sheet$')[0]
        person.open(path)
        page.wait_for_selector('budget-sheet table[role=grid]')
        return person, path

    def paste(self, person, text):
        person.page.evaluate('text => navigator.clipboard.writeText(text)', text)
        person.page.keyboard.press('Control+V')

    def cell(self, person, row, column):
        return person.page.locator(f'budget-sheet tbody tr:nth-child({row}) td:nth-child({column + 1})')

    def state(self, person, name, seconds=15):
        try:
            person.page.wait_for_selector(f'.sheet-status[data-state="{name}"]', timeout=seconds * 1000)
        except Exception:
            said = person.page.inner_text('.sheet-status')
            raise AssertionError(f'not {name} but: {said}') from None

    def clear(self, person):
        """Everything away, by keyboard, and saved so."""
        self.cell(person, 1, 1).focus()
        person.page.keyboard.press('Control+A')
        person.page.keyboard.press('Control+Delete')
        person.page.keyboard.press('Control+S')
        self.state(person, 'saved')

    def stored(self, person, path):
        """How many rows the server holds, asked by another browser tab without scripts."""
        answer = person.context.request.get(f'{scene.hall.address}{path}/export?format=csv')
        return answer.text().strip().splitlines()[1:]

    def test_500_rows_are_pasted_saved_undone_and_kept(self):
        person, path = self.open_sheet()
        page = person.page
        self.clear(person)
        self.cell(person, 1, 1).focus()
        self.paste(person, table(ROWS))
        self.state(person, 'saved', 30)
        self.assertEqual(ROWS, len(self.stored(person, path)))
        total = page.inner_text('budget-sheet tfoot td')
        self.assertEqual('15.431.500,00', total, '500 × half up of 2,5 × 12.345')
        judge(person, 'sheet-500')
        person.open(path)
        page.wait_for_selector('budget-sheet table[role=grid]')
        self.assertEqual(total, page.inner_text('budget-sheet tfoot td'), 'after loading again')
        # One cell changed and taken back.
        self.cell(person, 1, 8).focus()
        page.keyboard.type('99999')
        page.keyboard.press('Enter')
        self.assertEqual('99.999', self.cell(person, 1, 8).inner_text())
        page.keyboard.press('Control+Z')
        self.assertEqual('12.345', self.cell(person, 1, 8).inner_text())
        page.keyboard.press('Control+Y')
        self.assertEqual('99.999', self.cell(person, 1, 8).inner_text())
        page.keyboard.press('Control+Z')
        self.state(person, 'saved')
        self.assertEqual([], person.trouble)

    def test_keys_move_edit_copy_and_leave(self):
        person, _ = self.open_sheet()
        page = person.page
        self.clear(person)
        self.cell(person, 1, 1).focus()
        for text in ('2.3.10', '5.3.5.01', 'dds', '1', 'Semen', '2,5', 'zak', '70000'):
            page.keyboard.type(text)
            page.keyboard.press('Tab')
        self.assertEqual('DDS', self.cell(person, 1, 3).inner_text())
        self.assertEqual('175.000,00', page.inner_text('budget-sheet tbody tr:nth-child(1) td:last-child'))
        # Tab went on to the next row; the first row is copied there.
        page.keyboard.press('Control+Home')
        page.keyboard.press('Shift+End')
        page.keyboard.press('Control+C')
        page.keyboard.press('Home')
        page.keyboard.press('ArrowDown')
        page.keyboard.press('Control+V')
        self.assertEqual('Semen', self.cell(person, 2, 5).inner_text())
        # F2 changes, Escape gives up.
        page.keyboard.press('Control+Home')
        for _ in range(4):
            page.keyboard.press('ArrowRight')
        page.keyboard.press('F2')
        page.keyboard.press('End')
        page.keyboard.type(' 40 kg')
        page.keyboard.press('Escape')
        self.assertEqual('Semen', self.cell(person, 1, 5).inner_text())
        page.keyboard.press('F2')
        page.keyboard.press('End')
        page.keyboard.type(' 40 kg')
        page.keyboard.press('Enter')
        self.assertEqual('Semen 40 kg', self.cell(person, 1, 5).inner_text())
        self.state(person, 'saved')
        page.keyboard.press('Escape')
        page.keyboard.press('Tab')
        inside = page.evaluate('document.activeElement.closest("[role=grid]") !== null')
        self.assertFalse(inside, 'Escape and Tab leave the grid')
        self.assertEqual([], person.trouble)

    def test_what_is_wrong_stands_beside_its_cell_and_the_rest_is_saved(self):
        person, path = self.open_sheet()
        self.clear(person)
        self.cell(person, 1, 1).focus()
        wrong = table(2) + '\n2.3.13\t5.9.9.99\tXYZ\t01\t\t1.5\tls\t1,234,567.89'
        self.paste(person, wrong)
        self.state(person, 'faults')
        price = self.cell(person, 3, 8)
        self.assertIn('1.234.567,89', price.inner_text(), 'a hint how to write it')
        self.assertEqual('true', price.get_attribute('aria-invalid'))
        self.assertEqual(5, person.page.locator('budget-sheet [aria-invalid=true]').count())
        self.assertEqual(2, len(self.stored(person, path)))
        judge(person, 'sheet-faults')
        person.open(path)
        person.page.wait_for_selector('budget-sheet table[role=grid]')
        self.assertIn('1,234,567.89', self.cell(person, 3, 8).inner_text(), 'kept in the browser')
        self.clear(person)
        self.assertEqual([], person.trouble)

    def test_nothing_is_lost_when_the_line_drops_and_the_window_closes(self):
        person, path = self.open_sheet()
        page = person.page
        self.clear(person)
        page.route('**/v1/versions/**', lambda route: route.abort())
        self.cell(person, 1, 1).focus()
        self.paste(person, table(3, 'Tanpa sambungan'))
        self.state(person, 'offline')
        judge(person, 'sheet-offline')
        self.assertEqual([], self.stored(person, path))
        page.close()
        person.page = page = person.context.new_page()
        person.trouble = [one for one in person.trouble if 'ERR_FAILED' not in one]
        page.goto(scene.hall.address + path)
        page.wait_for_selector('budget-sheet table[role=grid]')
        self.assertEqual('Tanpa sambungan 0', self.cell(person, 1, 5).inner_text())
        self.state(person, 'saved')
        self.assertEqual(3, len(self.stored(person, path)))
        self.assertEqual([], person.trouble)

    def test_two_people_at_one_activity_choose_between_both_versions(self):
        first, path = self.open_sheet()
        self.clear(first)
        self.cell(first, 1, 1).focus()
        self.paste(first, table(1, 'Awal'))
        self.state(first, 'saved')
        second, _ = self.open_sheet()
        for person, text in ((first, 'Dari yang pertama'), (second, 'Dari yang kedua')):
            self.cell(person, 1, 5).focus()
            person.page.keyboard.type(text)
            person.page.keyboard.press('Enter')
            self.state(person, 'saved' if person is first else 'conflict')
        said = second.page.inner_text('budget-sheet section')
        self.assertIn('Dari yang pertama', said)
        self.assertIn('Dari yang kedua', said)
        judge(second, 'sheet-conflict')
        second.page.get_by_role('button', name=re.compile('saya ketik')).press('Enter')
        self.state(second, 'saved')
        self.assertIn('Dari yang kedua', ''.join(self.stored(second, path)))
        noise = [one for one in second.trouble if '409' not in one]
        self.assertEqual([], first.trouble + noise)


if __name__ == '__main__':
    unittest.main()
