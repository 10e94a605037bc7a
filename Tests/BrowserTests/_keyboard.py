"""Somebody who never touches a mouse: moves with Tab, writes, chooses and presses Enter."""

import time
import unittest

from _people import Person, judge

FURTHEST = 400
# The one-time code that each role gave last.
GIVEN = {}


class Keys:
    """The keyboard of one person's page. Whatever it reaches must show that it has the focus."""

    def __init__(self, person):
        self.person = person

    @property
    def page(self):
        return self.person.page

    def to(self, selector, text=''):
        """Tab by Tab to the next element that fits `selector` and holds `text`."""
        for _ in range(FURTHEST):
            self.page.keyboard.press('Tab')
            if self.is_at(selector, text):
                break
        else:
            said = self.person.said()
            raise AssertionError(f'{self.person.role}: no Tab reaches {selector} {text!r}: {said}')
        shown = self.page.evaluate(
            """() => {
                const { activeElement: one } = document;
                const { outlineStyle } = getComputedStyle(one);
                const box = one.getBoundingClientRect();
                const inside = box.bottom > 0 && box.top < innerHeight;
                return one.matches(':focus-visible') && outlineStyle !== 'none' && inside;
            }"""
        )
        if not shown:
            self.person.note(f'the focus on {selector} {text!r} does not show')

    def is_at(self, selector, text=''):
        return self.page.evaluate(
            """([selector, text]) => {
                const one = document.activeElement;
                return one.matches(selector) && one.innerText.includes(text);
            }""",
            [selector, text],
        )

    def write(self, selector, text):
        """Instead of what stands in the field."""
        self.to(selector)
        self.page.keyboard.press('Control+A')
        if text:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.press('Delete')

    def choose(self, selector, label):
        """The choice whose words begin so, found as a list finds what is typed."""
        self.to(selector)
        self.page.keyboard.type(label)
        chosen = self.page.evaluate('document.activeElement.selectedOptions[0].innerText.trim()')
        if not chosen.lower().startswith(label.lower()):
            raise AssertionError(f'{self.person.role}: {selector} offers no {label!r} but {chosen!r}')

    def tick(self, selector):
        self.to(selector)
        self.page.keyboard.press('Space')

    def unfold(self, text, inside=''):
        """Opens what is folded under these words."""
        self.to(f'{inside} summary', text)
        if not self.page.evaluate('document.activeElement.parentElement.open'):
            self.page.keyboard.press('Enter')

    def press(self, selector, text=''):
        """Enter on a button or link, and the page after it."""
        self.to(selector, text)
        with self.page.expect_navigation():
            self.page.keyboard.press('Enter')


class AtTheKeyboard(unittest.TestCase):
    """Opens people with their keyboard; what went wrong on their pages fails the test at its end."""

    def sit(self, role, path, **options):
        person = Person(role, **options)
        self.addCleanup(person.close)
        self.addCleanup(lambda: self.assertEqual([], person.trouble, '\n'.join(person.trouble)))
        person.open(path)
        return person, Keys(person), person.page

    def go(self, person, path):
        person.open(path)
        return person.page.inner_text('main')

    def refused(self, person, name, field=None, says=None):
        """The page came back with what is wrong, beside the field where there is one."""
        page = person.page
        self.assertEqual(page.locator('.summary[role=alert]').count(), 1, person.said())
        if field:
            self.assertEqual(page.get_attribute(field, 'aria-invalid'), 'true', f'{field}: {person.said()}')
        if says:
            self.assertIn(says, page.inner_text('.summary'))
        judge(person, name)
        # A refusal is answered by 4xx, which the browser's console repeats.
        person.trouble = [one for one in person.trouble if 'Failed to load resource' not in one]

    def give_the_code(self, person, keys):
        """The one-time code of the demo person, where it is asked for."""
        # A code counts once: who gave it a moment ago waits for the next, as on a real phone.
        page = person.page
        if '/second-factor' not in page.url:
            return
        until = time.monotonic() + 45
        while (code := page.inner_text('main code')) == GIVEN.get(person.role) and time.monotonic() < until:
            page.wait_for_timeout(1000)
            page.reload()
        GIVEN[person.role] = code
        keys.write('#f-code', code)
        keys.press('main form button')
