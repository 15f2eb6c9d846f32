"""The lanes: results on the UI thread, in order where order counts, faults as errors."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.library.errors import InputError
from desktop.window.jobs import Jobs


@pytest.fixture
def jobs(app):
    made = Jobs()
    yield made
    made.close()


def test_work_runs_elsewhere_and_answers_here(jobs, qtbot):
    seen = []
    jobs.run(threading.get_ident).then(lambda there: seen.append((there, threading.get_ident())))
    with qtbot.waitSignal(jobs.idled):
        pass
    [(there, here)] = seen
    assert there != here == threading.get_ident()


def test_the_writer_keeps_order_and_one_thread(jobs, qtbot):
    seen = []
    for number in range(20):
        jobs.write(lambda number=number: (number, threading.get_ident())).then(seen.append)
    with qtbot.waitSignal(jobs.idled):
        pass
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen}) == 1


def test_an_error_goes_to_whoever_asked(jobs, qtbot):
    def refuse():
        raise InputError("briefing_unknown", id="x")

    errors, others = [], []
    jobs.job_failed.connect(others.append)
    jobs.run(refuse).failed(errors.append)
    with qtbot.waitSignal(jobs.idled):
        pass
    assert [error.code for error in errors] == ["briefing_unknown"]
    assert others == []


def test_an_error_that_nobody_takes_is_told(jobs, qtbot):
    def refuse():
        raise InputError("briefing_unknown", id="x")

    with qtbot.waitSignal(jobs.job_failed) as told:
        jobs.run(refuse)
    assert told.args[0].code == "briefing_unknown"


def test_a_bug_is_logged_and_told(jobs, qtbot, logged):
    with qtbot.waitSignal(jobs.job_failed) as told:
        jobs.run(lambda: 1 // 0)
    assert told.args[0].code == "window_bug"
    assert len(logged) == 1


def test_a_dropped_job_answers_nobody(jobs, qtbot):
    seen = []
    jobs.run(lambda: 1).then(seen.append).drop()
    with qtbot.waitSignal(jobs.idled):
        pass
    assert seen == []


def test_nobody_is_told_of_what_ends_after_closing(jobs, qtbot):
    begun, seen = threading.Event(), []
    jobs.run(begun.set).then(seen.append)
    assert begun.wait(5)
    jobs.close()
    QCoreApplication.processEvents()
    assert seen == []
