"""Studies of Optuna: what fits, what other processes began, what was stopped, and a database that does not answer."""

import threading
import time

import optuna
import pytest
import sqlalchemy.exc

from kerasarch.errors import SearchError
from kerasarch.search import candidates, optuna_engine
from kerasarch.search.budget import Budget
from kerasarch.search.journal import Journal
from kerasarch.search.runner import Runner
from kerasarch.search.sampler import Budgeted, distributions
from kerasarch.search.study import ATTEMPTS, _give_over, give_up_the_silent, open_study
from kerasarch.search.workers import RefusedError
from tests.search.conftest import DATA, SPACE, Here, plan_with

FOUR = {"width": [0.25, 0.35, 0.5, 0.75]}
STATE = optuna.trial.TrialState
MEASURED = {"val_accuracy": 0.5, "macs": 1e6}


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """Processes on one SQLite file: `begin` makes its study, `join` runs trials in it."""
    monkeypatch.setattr(candidates, "DRAWS", 50)

    class Shared:
        url, grace = f"sqlite:///{tmp_path}/x.db", 1
        processes = 0

        def runner(self, plan, measure=None, worker=Here):
            self.processes += 1
            journal = Journal(tmp_path / str(self.processes))
            journal.folder.mkdir()
            journal.begin(plan.json(), DATA)
            self.said = []
            return Runner(plan, journal, worker(plan, measure), self.said.append)

        def begin(self, plan):
            runner = self.runner(plan)
            self.lives = open_study(runner, Budgeted(runner, [], True), self.url, "x", self.grace)._storage
            return optuna.load_study(study_name="x", storage=self.url)

        def join(self, plan, measure=None, worker=Here):
            runner = self.runner(plan, measure, worker)
            self.study = optuna_engine.run(runner, [], self.url, "x", self.grace)
            return [trial.values for trial in runner.journal.trials if trial.status == "completed"]

        def trials(self, *states):
            return optuna.load_study(study_name="x", storage=self.url).get_trials(states=states or None)

    return Shared()


def plan_of_four(**changes):
    return plan_with(**{"strategy": "tpe", "space": FOUR, "budget": Budget(), "trials": 9} | changes)


def given_over(plan, runner, **values):
    """A trial of a process that died, as another one finds it."""
    space = runner.candidates.space
    ways = {name: way for name, way in distributions(space).items() if name in values}
    return optuna.trial.create_trial(state=STATE.WAITING, params=space.tunable(values), distributions=ways)


def give_over(study, dead):
    """What another process does with a trial that has no sign of life left."""
    study.tell(dead.number, state=STATE.FAIL)
    _give_over(study, study.trials[dead.number])


def add_completed(study, known):
    """Trials of these widths, of other processes."""
    ways = {"width": optuna.distributions.CategoricalDistribution(FOUR["width"])}
    for width in known:
        study.add_trial(
            optuna.trial.create_trial(
                params={"width": width},
                distributions=ways,
                values=list(MEASURED.values()),
                user_attrs={"metrics": MEASURED},
            )
        )


def widths(found):
    return [values["width"] for values in found]


@pytest.mark.parametrize("strategy", ["tpe", "nsga2"])
def test_ranges_with_a_step_give_what_fits_and_lies_on_a_step(simulate, strategy):
    """Optuna draws anew, and asks nobody, where a value is more than 1e-8 of a step off."""
    space = {"width": (0.125, 1.0, 1 / 128), "depth": SPACE["depth"], "learning_rate": (1e-4, 1e-1)}
    plan = plan_with(strategy=strategy, space=space, budget=Budget(macs=5e6), trials=30)
    runner = simulate(plan)
    known = runner.candidates.space
    found = [trial.values for trial in runner.journal.trials]
    assert len(found) == 30
    assert not [values for values in found if plan.budget.excess(known.candidate(values).cost)]
    assert not [values for values in found if not known.holds(values)]


def test_a_candidate_that_was_stopped_is_trained_when_the_search_goes_on(shared):
    class Stopped(Here):
        def do(self, task, **given):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shared.join(plan_of_four(), worker=Stopped)
    assert [trial.state for trial in shared.trials()] == [STATE.FAIL]
    assert sorted(widths(shared.join(plan_of_four()))) == FOUR["width"]


def test_a_candidate_at_which_the_database_went_away_is_trained_by_the_same_process(shared, monkeypatch):
    monkeypatch.setattr(optuna_engine, "PAUSE", 0.01)
    left = [1]

    class Interrupted(Here):
        def do(self, task, **given):
            if left and left.pop():
                raise sqlalchemy.exc.OperationalError("", {}, Exception("gone"))
            return super().do(task, **given)

    assert sorted(widths(shared.join(plan_of_four(), worker=Interrupted))) == FOUR["width"]
    assert "the database does not answer, trying again" in shared.said[0]


@pytest.mark.slow
def test_where_the_space_is_used_up_the_trial_of_a_process_that_died_is_trained(shared):
    plan, shared.grace = plan_of_four(), 6  # longer than the others take
    dead = shared.begin(plan).ask()
    dead.suggest_categorical("width", FOUR["width"])
    shared.lives.record_heartbeat(dead._trial_id)
    assert sorted(widths(shared.join(plan))) == FOUR["width"]
    assert not [trial for trial in shared.trials(STATE.COMPLETE) if trial.number == dead.number]


@pytest.mark.slow
def test_the_trial_of_a_process_that_died_is_trained_though_others_have_trained_as_many_as_were_asked_for(shared):
    plan = plan_of_four(trials=2)
    study = shared.begin(plan)
    dead = study.ask()
    width = dead.suggest_categorical("width", FOUR["width"])
    shared.lives.record_heartbeat(dead._trial_id)
    add_completed(study, [other for other in FOUR["width"] if other != width][:2])
    assert widths(shared.join(plan)) == [width]
    assert len(shared.trials(STATE.COMPLETE)) == 3


def test_of_processes_that_begin_the_last_trial_at_the_same_moment_one_trains_it(shared, monkeypatch):
    plan = plan_of_four(trials=2)
    study = shared.begin(plan)
    add_completed(study, [0.25])
    other = study.ask()
    propose = Budgeted.sample_relative

    def meanwhile(*given):
        other.suggest_categorical("width", FOUR["width"])
        return propose(*given)

    monkeypatch.setattr(Budgeted, "sample_relative", meanwhile)
    shared.grace = 60
    shared.lives.record_heartbeat(other._trial_id)
    waited = []

    def tell(seconds):
        if not waited:
            study.tell(other, list(MEASURED.values()))
        waited.append(seconds)

    monkeypatch.setattr(optuna_engine.time, "sleep", tell)
    assert shared.join(plan) == []
    assert waited == [1, 1]
    assert [trial.number for trial in shared.trials(STATE.COMPLETE)] == [0, other.number]


def test_what_is_given_over_while_the_space_is_found_used_up_is_trained(shared, monkeypatch):
    plan, shared.grace = plan_of_four(), 60
    study = shared.begin(plan)
    dead = study.ask()
    width = dead.suggest_categorical("width", FOUR["width"])
    shared.lives.record_heartbeat(dead._trial_id)
    add_completed(study, [other for other in FOUR["width"] if other != width])
    propose = Budgeted.sample_relative

    def meanwhile(*given):
        proposed = propose(*given)
        if study.trials[dead.number].state == STATE.RUNNING:
            give_over(study, dead)
        return proposed

    monkeypatch.setattr(Budgeted, "sample_relative", meanwhile)
    assert widths(shared.join(plan)) == [width]


def test_a_process_that_was_asked_for_fewer_trials_waits_for_what_was_begun_by_then_only(shared, monkeypatch):
    study = shared.begin(plan_of_four())
    add_completed(study, [0.25, 0.35])
    begun = []

    def begin_one_more(seconds):
        if begun:
            study.tell(begun[-1], list(MEASURED.values()))
        begun.append(study.ask())
        begun[-1].suggest_categorical("width", FOUR["width"])
        assert len(begun) < 5

    begin_one_more(0)
    monkeypatch.setattr(optuna_engine.time, "sleep", begin_one_more)
    assert shared.join(plan_of_four(trials=2)) == []
    assert len(begun) > 1


def test_a_process_whose_trial_was_given_over_goes_on(shared):
    """Its machine was asleep, or the database away for longer than the grace."""
    plan = plan_of_four()
    study = shared.begin(plan)
    given = []

    class Asleep(Here):
        def do(self, task, **arguments):
            if not given:
                given.extend(study.get_trials(states=(STATE.RUNNING,)))
                give_over(study, given[0])
            return super().do(task, **arguments)

    shared.join(plan, worker=Asleep)
    assert "another process has taken it over" in shared.said[1]
    completed = shared.trials(STATE.COMPLETE)
    assert sorted(trial.params["width"] for trial in completed) == FOUR["width"]
    assert given[0].number not in [trial.number for trial in completed]


def test_what_was_trained_when_its_process_died_is_not_trained_again(shared):
    plan = plan_of_four(trials=1)
    study = shared.begin(plan)
    dead = study.ask()
    dead.suggest_categorical("width", FOUR["width"])
    for name, value in (("checkpoint", "there:x.keras"), ("epochs", 1), ("metrics", MEASURED)):
        dead.set_user_attr(name, value)
    give_over(study, dead)
    assert shared.join(plan) == []
    (trial,) = shared.trials(STATE.COMPLETE)
    assert trial.values == list(MEASURED.values())


@pytest.mark.slow
def test_what_had_failed_when_its_process_died_failed_once(shared):
    plan = plan_of_four(trials=1)
    study = shared.begin(plan)
    dead = study.ask()
    dead.suggest_categorical("width", FOUR["width"])
    dead.set_user_attr("reason", "no memory")
    shared.lives.record_heartbeat(dead._trial_id)
    time.sleep(2.5)
    give_up_the_silent(optuna.load_study(study_name="x", storage=shared.lives))
    assert [trial.state for trial in shared.trials()] == [STATE.FAIL]


def test_a_space_of_one_point_is_trained_once(shared):
    plan = plan_of_four(space={"width": [0.5]}, trials=3)
    assert widths(shared.join(plan)) == [0.5]


def test_a_waiting_trial_is_begun_by_one_process(shared):
    """SQLite locks no rows: of two that read the same, both would begin it."""
    plan = plan_of_four()
    study = shared.begin(plan)
    begun = []
    for _ in range(20):
        study.enqueue_trial({"width": 0.5})
        trial = study.trials[-1]._trial_id
        together = threading.Barrier(2)

        def begin(number, together=together):
            together.wait()
            begun.append((number, shared.lives.set_trial_state_values(number, STATE.RUNNING)))

        both = [threading.Thread(target=begin, args=(trial,)) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    assert sum(won for _, won in begun) == 20
    assert len({number for number, won in begun if won}) == 20


def test_where_the_space_is_used_up_what_another_process_was_stopped_at_is_trained(shared, monkeypatch):
    study = shared.begin(plan_of_four())
    other = study.ask()
    other.suggest_categorical("width", FOUR["width"])
    shared.lives.record_heartbeat(other._trial_id)
    shared.grace = 60

    completed = []

    def stop(seconds):
        if not completed:
            study.tell(other, state=STATE.FAIL)
        completed.append(len(shared.trials(STATE.COMPLETE)))

    monkeypatch.setattr(optuna_engine.time, "sleep", stop)
    assert sorted(widths(shared.join(plan_of_four()))) == FOUR["width"]
    assert completed == [3, 4]  # the second is the look before the end


def test_what_others_see_of_a_candidate_that_is_measured_is_enough_not_to_begin_it(shared):
    seen = []

    def measure(recipe):
        (begun,) = shared.trials(STATE.RUNNING)
        seen.append(begun.params["width"] == recipe["model"]["width"])
        return {"file_bytes": 1e6 * recipe["model"]["width"]}

    found = shared.join(plan_of_four(budget=Budget(file_bytes=4e5)), measure)
    assert seen == [True] * 4  # also what was too much, once
    assert sorted(widths(found)) == [0.25, 0.35]
    assert not [trial for trial in shared.trials() if "reason" in trial.user_attrs]


@pytest.mark.parametrize("away", [False, True])
def test_a_trial_that_is_taken_over_keeps_to_the_budget_of_this_machine(shared, away):
    def measure(recipe):
        if away and recipe["model"]["width"] == 0.75:
            raise RefusedError("the device is away")
        return {"latency_ms": 10 * recipe["model"]["width"]}

    plan = plan_of_four(budget=Budget(latency_ms=6))
    shared.begin(plan).add_trial(given_over(plan, shared.runner(plan), width=0.75))
    assert sorted(widths(shared.join(plan, measure))) == [0.25, 0.35, 0.5]


def test_a_trial_whose_process_died_while_it_wrote_its_values_becomes_no_candidate_that_cannot_be(shared):
    """Optuna completes it with what it has drawn for another."""
    plan = plan_with(strategy="tpe", space={"width": [0.25, 1.0], "depth": [0.25, 1.0]}, budget=Budget(macs=5e6))
    runner = shared.runner(plan)
    study = shared.begin(plan)
    study.add_trial(given_over(plan, runner, width=1.0, depth=1.0))
    for _ in range(2):
        study.add_trial(given_over(plan, runner, width=1.0))
    cost = runner.candidates.space.candidate
    assert plan.budget.excess(cost({"width": 1.0, "depth": 1.0}).cost)
    found = shared.join(plan)
    assert found
    assert not [values for values in found if plan.budget.excess(cost(values).cost)]


def test_a_process_that_died_before_its_trial_had_values_is_waited_for_once(shared, monkeypatch):
    shared.begin(plan_of_four()).ask()
    waits = []
    monkeypatch.setattr(optuna_engine.time, "sleep", waits.append)
    assert sorted(widths(shared.join(plan_of_four()))) == FOUR["width"]
    assert waits == [0.1] * ATTEMPTS + [1]


def test_a_database_that_stays_away_ends_a_search_with_a_sentence(monkeypatch):
    from kerasarch.search import study

    asked, said = [], []

    def gone():
        asked.append(time.monotonic())
        raise sqlalchemy.exc.OperationalError("", {}, Exception("gone"))

    monkeypatch.setattr(study.time, "sleep", lambda seconds: None)
    with pytest.raises(SearchError, match="the database does not answer: .*gone"):
        study.insist(gone, said.append)
    assert len(asked) == len(said) + 1 == study.PATIENCE // study.PAUSE + 1
