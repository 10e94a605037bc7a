"""A village's money by keyboard alone, each part by the person whose part it is, and what they do wrong.

    var/venv/bin/python3 Tests/BrowserTests/money.py -v

BALAI_BINARY names another server than the one of .build; BALAI_SCREENSHOTS a folder for pictures.
"""

import re
import unittest

from _hall import screenshot
from _keyboard import AtTheKeyboard, Keys
from _people import UUID, VILLAGE, judge, scene

NEXT = VILLAGE[:-4] + str(int(VILLAGE[-4:]) + 1)
LATE = VILLAGE.replace('3510992001', '3510992002')
# Each person's code opens one sitting: a second treasurer is not kept waiting for the next code.
THIRD = VILLAGE.replace('3510992001', '3510992003')
PHONE = {'width': 360, 'height': 740}


def setUpModule():
    scene.open(unittest.addModuleCleanup)


class Treasury(AtTheKeyboard):
    def test_cash_is_drawn_and_taken_back_and_more_than_there_is_stays_in_the_bank(self):
        treasurer, keys, page = self.sit('kaur.karang', f'{THIRD}/cash')
        judge(treasurer, 'cash')
        draw = [('12.34.5', '#f-move-amount', None), ('999.999.999', None, 'tidak cukup')]
        for amount, field, says in draw:
            keys.unfold('Catat mutasi kas')
            keys.choose('#f-move-fund', 'DDS')
            keys.write('#f-move-amount', amount)
            keys.write('#f-move-description', 'Tarik untuk uji papan ketik')
            keys.press('form[action$="/cash"] button')
            self.refused(treasurer, 'cash-refused', field, says)
            self.assertEqual(page.input_value('#f-move-amount'), amount, 'what was typed is kept')
        keys.write('#f-move-amount', '100.000')
        keys.press('form[action$="/cash"] button')
        row = page.locator('tr', has_text='Tarik untuk uji papan ketik')
        self.assertIn('100.000,00', row.inner_text())
        keys.unfold('Batalkan')
        reason = 'tr details[open] input[name=reason]'
        keys.write(reason, '   ')
        keys.press('tr details[open] button')
        self.refused(treasurer, 'cash-reverse-refused', reason)
        keys.write(reason, 'Salah sumber dana')
        keys.press('tr details[open] button')
        self.give_the_code(treasurer, keys)
        self.assertTrue(page.url.endswith('/cash'), page.url)
        keys.unfold('Batalkan')
        keys.write(reason, 'Salah sumber dana')
        keys.press('tr details[open] button')
        self.assertIn('dibatalkan', row.last.inner_text())

    def test_an_advance_is_settled_by_four_people_its_tax_deposited_and_its_rest_brought_back(self):
        manager, keys, page = self.sit('manager', f'{VILLAGE}/advances')
        judge(manager, 'advances')
        keys.press('main td a')
        money = page.url.removeprefix(scene.hall.address)
        settle = [('9.999.999', 'SPJ terlalu besar'), ('1.150.000', 'SPJ kelas ibu hamil')]
        for amount, text in settle:
            keys.unfold('Pertanggungjawabkan')
            keys.write('#f-settle-description', text)
            keys.write('input[name=amount]', amount)
            keys.press('form[action$="/settlements"] button')
            if amount == '9.999.999':
                self.refused(manager, 'settle-refused')
        self.assertIn('1.150.000,00', manager.page.inner_text('main'))

        secretary, keys, _ = self.sit('secretary', money)
        keys.unfold('Verifikasi SPJ')
        keys.press('form[action$="/verify"] button')

        head, keys, page = self.sit('head', '/approvals', viewport=PHONE)
        judge(head, 'approvals-settlement')
        shown = page.locator('article', has_text='SPJ kelas').inner_text()
        self.assertIn('50.000,00', shown, 'what stays open')
        for _ in range(2):
            keys.press('article form[action*="/settlements/"] button', 'Setujui')
            if '/second-factor' not in page.url:
                break
            self.give_the_code(head, keys)
        self.assertIn('menunggu dibukukan', page.inner_text('main'))

        treasurer, keys, page = self.sit('treasurer', money)
        judge(treasurer, 'advance-money')
        for _ in range(2):
            keys.unfold('Bukukan SPJ')
            keys.choose('#f-book-tax_1', 'PPh 22 barang, ber')
            keys.write('#f-book-base_1', '1.000.000')
            keys.press('form[action$="/book"] button')
            if '/second-factor' not in page.url:
                break
            self.give_the_code(treasurer, keys)
            self.assertTrue(page.url.endswith('/money'), page.url)
        keys.unfold('Terima sisa panjar')
        keys.write('#f-give-back-description', 'Sisa panjar kelas ibu hamil')
        keys.write('form[action$="/give-back"] input[name=amount]', '50.000')
        keys.press('form[action$="/give-back"] button')
        self.assertNotIn('kelas ibu hamil', self.go(treasurer, f'{VILLAGE}/advances'))

        self.assertIn('15.000,00', self.go(treasurer, f'{VILLAGE}/taxes'), '1,5 % of 1.000.000 is held')
        for code in ('abc', 'CONTOH0000UJIPK1'):
            keys.unfold('Catat setoran')
            keys.write('#f-deposit-ntpn', code)
            if not page.is_checked('input[name=withholding]'):
                keys.tick('input[name=withholding]')
            keys.press('form[action$="/taxes"] button')
            if code == 'abc':
                self.refused(treasurer, 'tax-refused')
        self.assertIn('CONTOH0000UJIPK1', page.inner_text('main'))
        judge(treasurer, 'taxes')
        keys.to('td a', 'SSP')
        self.prints(treasurer, page.evaluate('document.activeElement.href'))

    def test_taxes_are_put_down_with_the_request_and_withheld_when_it_is_paid(self):
        manager, keys, page = self.sit('manager', f'{VILLAGE}/spp/new')
        keys.write('#f-purpose', 'Belanja ATK dengan pajak')
        row = page.locator('main tbody tr', has_text='5.2.1.01').first
        field = '#' + row.locator('input[name=amount]').get_attribute('id')
        keys.write(field, '2.220.000')
        keys.press('main form button')
        request = page.url.removeprefix(scene.hall.address)
        for base in ('99.999.999', ''):
            keys.unfold('Potongan pajak')
            keys.choose('#f-taxes-tax_1', 'PPN')
            keys.write('#f-taxes-base_1', base)
            keys.press('form[action$="/taxes"] button')
            if base:
                self.refused(manager, 'taxes-refused')
        self.assertIn('2.000.000,00', page.inner_text('main'), '100/111 of the price is the base')
        judge(manager, 'spp-taxes')
        keys.press('form[action$="/submit"] button')

        treasurer, keys, page = self.sit('treasurer', request)
        keys.unfold('Potongan pajak')
        keys.choose('#f-taxes-tax_2', 'PPh 22 barang, ber')
        keys.press('form[action$="/taxes"] button')
        text = page.inner_text('main')
        self.assertIn('−30.000,00', text)
        self.assertIn('1.970.000,00', text, 'net')

    def prints(self, person, address):
        answer = person.context.request.get(address)
        self.assertEqual((answer.status, answer.body()[:5]), (200, b'%PDF-'), address)

    def test_a_late_tranche_is_received_once(self):
        treasurer, keys, page = self.sit('kaur.tegal', f'{LATE}/disbursements')
        self.assertIn('terlambat', page.inner_text('main'))
        judge(treasurer, 'disbursements')
        keys.unfold('Catat sudah diterima')
        keys.press('details[open] button')
        self.assertNotIn('terlambat', page.inner_text('main'))
        self.assertEqual(page.locator('details:not(.menu)').count(), 0, 'nothing is left to receive')

    def test_every_book_is_read_by_month_and_printed(self):
        treasurer, keys, page = self.sit('treasurer', f'{VILLAGE}/cash')
        for name in ('Buku Bank', 'Buku Kas Tunai', 'Buku Pajak', 'Buku Panjar', 'Register penerimaan'):
            keys.press('main .tabs a', name)
            self.assertEqual(page.inner_text('main [aria-current=page]'), name)
            judge(treasurer, name.lower().replace(' ', '-'))
            rows = page.locator('main tbody tr').count()
            keys.choose('#f-fund', 'ADD')
            keys.press('.filters button')
            self.assertLess(page.locator('main tbody tr').count(), max(rows, 1), name)
            keys.to('main .actions a', 'Cetak')
            self.prints(treasurer, page.evaluate('document.activeElement.href'))

    def test_a_printed_page_says_whose_it_is_and_holds_nothing_to_press(self):
        treasurer, _, page = self.sit('treasurer', f'{VILLAGE}/budget')
        page.emulate_media(media='print')
        for path in ('budget', 'books/bank', 'realisation', 'book'):
            treasurer.open(f'{VILLAGE}/{path}')
            self.assertIn('Sumbercontoh', page.inner_text('body'), path)
            self.assertEqual(page.locator('button:visible, nav.main:visible, input:visible').count(), 0, path)
            self.assertTrue(page.locator('main table').first.is_visible(), path)

    def test_a_wrong_receipt_is_corrected_by_a_new_entry_that_names_it(self):
        treasurer, keys, page = self.sit('treasurer', f'{VILLAGE}/income')
        judge(treasurer, 'income')
        keys.unfold('Catat penerimaan')
        keys.choose('#f-account', '4.1.2.01')
        keys.choose('#f-fund', 'PAD')
        for amount in ('lima ratus', '555.000'):
            keys.write('#f-amount', amount)
            keys.write('#f-description', 'Sewa kios yang salah catat')
            keys.press('form[action$="/income"] button')
            if amount == 'lima ratus':
                self.refused(treasurer, 'income-refused', '#f-amount')
        row = page.locator('tr', has_text='Sewa kios yang salah catat')
        self.assertEqual(row.count(), 1)
        keys.unfold('Batalkan', inside='tr')
        keys.write('tr details[open] input[name=reason]', 'Seharusnya 55.000')
        keys.press('tr details[open] button')
        book = self.go(treasurer, f'{VILLAGE}/book')
        self.assertEqual(book.count('555.000,00'), 2, 'both entries stand in the book')
        judge(treasurer, 'book')


class Head(AtTheKeyboard):
    def test_the_head_decides_on_a_phone_and_gives_the_code_once_a_sitting(self):
        secretary, keys, page = self.sit('secretary', f'{VILLAGE}/spp?state=submitted')
        keys.press('main td a, main th a')
        keys.press('form[action$="/verify"] button')

        head, keys, page = self.sit('head', '/approvals', viewport=PHONE)
        judge(head, 'approvals')
        page.set_viewport_size(PHONE)
        waiting = page.locator('main article').count()
        self.assertGreaterEqual(waiting, 2, head.said())
        keys.press('article button', 'Setujui')
        self.give_the_code(head, keys)
        self.assertTrue(page.url.endswith('/approvals'), page.url)
        keys.press('article button', 'Setujui')
        self.assertEqual(page.locator('main article').count(), waiting - 1, head.said())
        screenshot(page, 'approvals-approved-phone')
        keys.unfold('Kembalikan')
        keys.write('article textarea', '   ')
        keys.press('details[open] button')
        self.refused(head, 'approvals-refused', 'article textarea')
        keys.write('article textarea', 'Harga belum dibandingkan dengan dua penyedia')
        keys.press('details[open] button')
        self.assertNotIn('/second-factor', page.url, 'the code was asked for twice')
        self.assertEqual(page.locator('main article').count(), waiting - 2, head.said())
        judge(head, 'approvals-empty')


class Evaluation(AtTheKeyboard):
    def test_next_years_budget_is_agreed_sent_remarked_returned_answered_and_passed(self):
        treasurer, keys, page = self.sit('treasurer', f'{NEXT}/budget')
        keys.press('form[action$="/versions"] button')
        keys.press('main a[href$="/sheet"]')
        keys.press('form[action$="/sheet/copy"] button')
        budget = self.on_budget(page.url)

        council, keys, page = self.sit('council', budget)
        for minutes in ('   ', f'2/BPD/{NEXT[-4:]}'):
            keys.write('#f-agree-minutes', minutes)
            self.fill_day(page, '#f-agree-day')
            keys.press('form[action$="/agree"] button')
            if not minutes.strip():
                self.refused(council, 'agree-refused', '#f-agree-minutes')
        judge(council, 'budget-agreed')

        self.send(budget)
        district, keys, page = self.sit('district', '/evaluations')
        judge(district, 'evaluations')
        keys.press('main td a', NEXT[-4:])
        judge(district, 'evaluation')
        evaluation = page.url.removeprefix(scene.hall.address)
        keys.press('main td a', 'Beri catatan')
        for text in ('   ', 'Honor melebihi standar kabupaten'):
            keys.write('#f-remark', text)
            keys.press('form[action$="/remarks"] button')
            if not text.strip():
                self.refused(district, 'remark-refused', '#f-remark')
        self.assertIn('Honor melebihi standar', page.inner_text('main'))
        self.go(district, budget)
        keys.write('form[action$="/return"] textarea', 'Satu baris belum sesuai standar')
        keys.press('form[action$="/return"] button')

        treasurer, keys, page = self.sit('treasurer', evaluation)
        keys.unfold('Jawab catatan')
        keys.write('details[open] textarea', 'Sudah disesuaikan')
        keys.press('details[open] button')
        judge(treasurer, 'evaluation-answered')
        council, keys, page = self.sit('council', budget)
        keys.write('#f-agree-minutes', f'3/BPD/{NEXT[-4:]}')
        self.fill_day(page, '#f-agree-day')
        keys.press('form[action$="/agree"] button')
        self.send(budget)
        self.go(district, budget)
        keys = Keys(district)
        keys.press('form[action$="/evaluate"] button')
        self.assertIn('dievaluasi camat', district.page.inner_text('main').lower())
        judge(district, 'budget-passed')

    def on_budget(self, sheet):
        return f"{NEXT}/budget?version={re.search(f'versions/({UUID})', sheet).group(1)}"

    def fill_day(self, page, field):
        """The browser's own date field; how its parts are typed differs by the browser's language."""
        if not page.input_value(field):
            page.fill(field, f'{VILLAGE[-4:]}-11-20')

    def send(self, budget):
        head, keys, page = self.sit('head', '/approvals')
        keys.press('article button', 'Ajukan ke camat')
        self.give_the_code(head, keys)
        if page.locator('article button', has_text='Ajukan ke camat').count() > 0:
            keys.press('article button', 'Ajukan ke camat')
        self.assertIn('diajukan', self.go(head, budget).lower())


class Audit(AtTheKeyboard):
    def test_the_auditor_takes_books_vouchers_and_payees_home(self):
        auditor, keys, page = self.sit('auditor', '/audit')
        judge(auditor, 'audit')
        keys.write('#f-place', '35.10.99.9999999')
        keys.press('form[action="/audit/exports"] button')
        self.refused(auditor, 'audit-refused', '#f-place')
        keys.write('#f-place', '35.10.99.2001')
        keys.press('form[action="/audit/exports"] button')
        page.wait_for_selector('main a[href$="/file"]', timeout=60_000)
        judge(auditor, 'audit-export')
        file = auditor.context.request.get(scene.hall.address + auditor.links('/file$')[0])
        self.assertEqual(file.body()[:2], b'PK')

        self.go(auditor, '/audit')
        keys.write('#f-numbers', '0001/SPP/35.10.99.2001/1900')
        with page.expect_navigation():
            keys.to('form[action="/audit/vouchers"] button')
            page.keyboard.press('Enter')
        self.refused(auditor, 'vouchers-refused')

        self.go(auditor, '/audit/payees')
        keys.write('#f-search', 'penyedia')
        keys.press('.filters button')
        self.assertIn('Penyedia contoh', page.inner_text('main'))
        judge(auditor, 'payees')
        keys.press('main a', 'Penyedia')
        judge(auditor, 'payee')


if __name__ == '__main__':
    unittest.main()
