# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a screen reader is told of an application at one moment, asked for together.

libatspi asks for one property of one widget at a time and waits for each answer, a thousand times a look. GTK tells names, roles and
states of all widgets in one answer to who wants to fill a cache; who is below whom is asked level by level, without waiting between.
The cache knows that, too, but keeps pages of a stack that went, and lacks what nobody asked for yet."""
from gi.repository import Atspi, Gio, GLib

REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
PREFIX = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"


def accessibility_bus():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, -1, None)
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address.unpack()[0], flags, None, None)


class Snapshot:
    def __init__(self, bus, owner, app, root=None):
        """owner: the name of the application on the bus; app: the same as libatspi has it; root: the path to begin at, or None."""
        self.bus, self.owner, self.app = bus, owner, app
        self.items = {path: Node(self, path, parent, name, role, states) for (_, path), _, (_, parent), _, _, _, name, role, _, states
                      in self.call("/org/a11y/atspi/cache", PREFIX + "Cache", "GetItems")[0]}
        self.root = self.items.get(root)
        self._descend([root or ROOT])

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(self.owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1, None).unpack()

    def _call_all(self, calls):
        """The answers to calls, one after another, None where the widget went away."""
        answers, context = [None] * len(calls), GLib.MainContext.new()
        waiting = len(calls)

        def answered(bus, result, place):
            nonlocal waiting
            waiting -= 1
            try:
                answers[place] = bus.call_finish(result).unpack()
            except GLib.Error:
                pass

        context.push_thread_default()
        for place, call in enumerate(calls):
            self.bus.call(self.owner, *call, None, Gio.DBusCallFlags.NONE, -1, None, answered, place)
        context.pop_thread_default()
        while waiting:
            context.iteration(True)
        return answers

    def _descend(self, paths):
        while paths:
            answers = self._call_all([(path, PREFIX + "Accessible", "GetChildren", None) for path in paths])
            below = [(path, [child for _, child in answer[0]]) for path, answer in zip(paths, answers) if answer]
            self._ask([(child, path) for path, children in below for child in children if child not in self.items])
            paths = []
            for path, children in below:
                shown = [self.items[child] for child in children if child in self.items and self.items[child].has(Atspi.StateType.VISIBLE)]
                for node in shown:
                    node.parent = self.items.get(path)
                if path in self.items:
                    self.items[path].children = shown
                paths += [node.path for node in shown]

    def _ask(self, pairs):
        """Of those that were not in the answer: (path, path of the parent)."""
        calls = []
        for path, _ in pairs:
            calls += [(path, PROPERTIES, "Get", GLib.Variant("(ss)", (PREFIX + "Accessible", "Name"))),
                      (path, PREFIX + "Accessible", "GetRole", None), (path, PREFIX + "Accessible", "GetState", None)]
        answers = self._call_all(calls)
        for (path, parent), name, role, states in zip(pairs, answers[::3], answers[1::3], answers[2::3]):
            if name and role and states:
                self.items[path] = Node(self, path, parent, name[0], role[0], states[0])

    def walk(self):
        """Every node that is shown, in reading order: from the root down, or below the application."""
        stack = [self.root] if self.root else self.items[ROOT].children[::-1]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class Node:
    """A widget as it was at that moment; live() is the widget itself."""

    def __init__(self, snapshot, path, parent, name, role, states):
        self._snapshot, self.path, self._told_parent = snapshot, path, parent
        self.name = name
        self.role_name = Atspi.role_get_name(Atspi.Role(role))
        self._states = states[0] | states[1] << 32
        self.parent, self.children = None, []

    def has(self, state):
        return bool(self._states >> int(state) & 1)

    def extents(self):
        """x, y, width and height within the window, as GTK tells them."""
        return self._snapshot.call(self.path, PREFIX + "Component", "GetExtents", GLib.Variant("(u)", (int(Atspi.CoordType.WINDOW),)))[0]

    def text(self):
        return self._snapshot.call(self.path, PREFIX + "Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    def live(self):
        """As libatspi has it, reached from the application down; None when it went away."""
        way, node = [], self
        while node is not None and node.path != ROOT:
            way.append(node.path)
            node = node.parent or self._snapshot.items.get(node._told_parent)
        found = self._snapshot.app
        while way and found:
            path, children = way.pop(), children_of(found)
            found = next((child for child in children if child.path == path), None)
            # Asked for one by one, GTK tells the page of a stack, and what it shows below that.
            if found is None:
                found = next((inner for child in children for inner in children_of(child) if inner.path == path), None)
        return found


def children_of(live):
    return [child for child in (live.get_child_at_index(i) for i in range(live.get_child_count())) if child]
