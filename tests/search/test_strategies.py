"""What every strategy keeps to: the budget, no candidate twice, no end by failures, going on from the journal."""

import json
from pathlib import Path

import keras_tuner
import numpy as np
import pytest
from PIL import Image

import kerasarch
from kerasarch.errors import SearchError
from kerasarch.search.budget import Budget
from kerasarch.search.candidates import Candidates
from kerasarch.search.hypermodel import ScalingHyperModel
from kerasarch.search.journal import Journal, Trial, read_journal
from kerasarch.search.oracles import budgeted
from kerasarch.search.plan import STRATEGIES
from kerasarch.search.runner import Runner
from kerasarch.search.searching import _without_cut_off
from kerasarch.search.space import Space
from kerasarch.search.workers import RefusedError
from kerasarch.training.recipe import ModelKeys, Recipe, TrainingKeys
from tests.search.conftest import DATA, SPACE, Here, plan_with

CHEAP = [name for name in STRATEGIES if name != "bayesian"]  # a Gaussian process takes two seconds a proposal


# six random points come before its first proposal of its own
FEW = {key: SPACE[key] for key in ("width", "learning_rate")}


def over(runner):
    costs = [runner.candidates.space.candidate(trial.values).cost for trial in runner.journal.trials]
    return [cost for cost in costs if runner.plan.budget.excess(cost)]


def keys(runner):
    return [
        (runner.candidates.space.candidate(trial.values).key, trial.epochs, str(trial.engine.get("tuner/trial_id")))
        for trial in runner.journal.trials
    ]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_trial_is_over_the_budget_or_trained_twice(simulate, strategy):
    n, space = (10, FEW) if strategy == "bayesian" else (30, SPACE)
    runner = simulate(plan_with(strategy=strategy, trials=n, space=space))
    assert len(runner.journal.trials) == n
    assert not over(runner)
    assert len(set(keys(runner))) == n
    if strategy != "grid":  # which begins where it is cheap
        assert runner.candidates.refused["over budget"] > 0
    assert all(trial.status == "completed" for trial in runner.journal.trials)


@pytest.mark.slow
@pytest.mark.parametrize("strategy", CHEAP)
def test_of_a_thousand_drawn_none_is_over_the_budget(simulate, strategy):
    width = (0.1, 1.0, 0.005) if strategy == "grid" else (0.1, 1.0)
    runner = simulate(plan_with(strategy=strategy, trials=1000, space=SPACE | {"width": width}))
    assert len(runner.journal.trials) == 1000
    assert not over(runner)
    assert len(set(keys(runner))) == 1000


@pytest.mark.slow
def test_of_a_thousand_reasoned_proposals_none_that_is_given_is_over_the_budget():
    plan = plan_with()
    candidates = Candidates(Space(plan.recipe, SPACE | {"width": (0.1, 1.0)}, 3), plan.budget)
    given = [candidates.fitting(candidates.space.draw(candidates.chance), near=True) for _ in range(1000)]
    assert not [found for found in given if plan.budget.excess(found.cost)]
    assert len({found.key for found in given}) == 1000


def test_what_takes_a_proposals_place_is_near_it():
    plan = plan_with(budget=Budget(macs=10e6))
    candidates = Candidates(Space(plan.recipe, SPACE, 3), plan.budget)
    wide = {"width": 1.0, "depth": 0.25, "learning_rate": 1e-3, "se_ratio": None}
    found = [candidates.fitting(wide, near=True).values for _ in range(20)]
    anywhere = [candidates.fitting(wide).values for _ in range(20)]
    near, far = (np.mean([candidates.space.distance(wide, values) for values in some]) for some in (found, anywhere))
    assert near < 0.8 * far


@pytest.mark.parametrize("strategy", ["random", "grid", "tpe"])
def test_a_small_space_is_used_up_and_the_search_ends(simulate, strategy):
    space = {"width": [0.25, 0.5, 1.0], "depth": [0.5, 1.0]}
    runner = simulate(plan_with(strategy=strategy, space=space, trials=50, budget=Budget()))
    tried = {tuple(trial.values.values()) for trial in runner.journal.trials}
    assert tried == {(width, depth) for width in (0.25, 0.5, 1.0) for depth in (0.5, 1.0)}
    assert len(runner.journal.trials) == 6


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_failures_do_not_end_a_search_and_are_kept_with_their_reason(simulate, strategy):
    space = {"width": (0.25, 0.6), "depth": [0.5, 1.0]}
    plan = plan_with(strategy=strategy, space=space, budget=Budget(), train="tests.search.simulated:failing")
    runner = simulate(plan)
    status = [trial.status for trial in runner.journal.trials]
    assert len(status) == 12
    assert {"failed", "completed"} == set(status)
    for trial in runner.journal.trials:
        assert (trial.status == "failed") == (trial.values["width"] < 0.4)
        assert trial.reason == ("this width is not wanted" if trial.status == "failed" else "")


@pytest.mark.parametrize("strategy", ["random", "grid", "hyperband", "tpe"])
def test_points_that_no_network_can_have_become_no_trials(simulate, strategy):
    """The builder raises where a feature map would be empty."""
    recipe = Recipe(model=ModelKeys(name="inception_v3"), training=TrainingKeys(epochs=9))
    space = {"size": [16, 48, 75, 80], "width": [0.25, 0.5]}
    runner = simulate(plan_with(strategy=strategy, recipe=recipe, space=space, budget=Budget(), trials=4))
    assert {trial.values["size"] for trial in runner.journal.trials} == {75, 80}
    assert len(runner.journal.trials) == 4
    assert runner.candidates.refused["impossible"] > 0


def test_a_loss_that_is_no_number_is_a_failure(simulate):
    runner = simulate(plan_with(train="tests.search.simulated:nan", trials=4))
    assert [trial.reason for trial in runner.journal.trials] == ["val_loss is nan"] * 4


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_search_goes_on_from_its_journal_as_if_it_had_not_stopped(simulate, strategy, tmp_path):
    """Whatever its engine keeps is not needed."""
    space = FEW if strategy == "bayesian" else SPACE
    first = simulate(plan_with(strategy=strategy, trials=8, space=space))
    journal = read_journal(first.journal.folder)
    assert journal.trials == first.journal.trials
    n = 10 if strategy == "bayesian" else 14
    more = simulate(plan_with(strategy=strategy, trials=n, space=space), journal=journal)
    assert more.journal.trials[:8] == first.journal.trials
    assert len(more.journal.trials) == n
    assert len(set(keys(more))) == n
    assert not over(more)
    assert read_journal(journal.folder).trials == more.journal.trials


def test_nsga2_goes_on_with_its_generations(simulate):
    plan = plan_with(strategy="nsga2", trials=24)
    first = simulate(plan)
    journal = read_journal(first.journal.folder)
    del journal.trials[15:]
    more = simulate(plan, journal=journal)
    generations = [next(iter(trial.engine["generation"].values())) for trial in more.journal.trials]
    # six a generation
    assert generations == [0] * 6 + [1] * 6 + [2] * 6 + [3] * 6


@pytest.mark.slow
def test_processes_that_share_a_study_count_its_trials_and_try_the_papers_own_once(tmp_path):
    from kerasarch.search.optuna_engine import run

    said, own = [], {"width": 1.0, "depth": 1.0, "learning_rate": 3e-3, "se_ratio": None}
    trained = []
    for name, trials in (("one", 3), ("other", 6)):
        plan = plan_with(strategy="tpe", trials=trials, budget=Budget())
        journal = Journal(tmp_path / name)
        journal.folder.mkdir()
        journal.begin(plan.json(), DATA)
        said.append([])
        run(Runner(plan, journal, Here(plan), said[-1].append), [own], f"sqlite:///{tmp_path}/x.db", "x")
        trained += journal.trials
    assert [trial.values for trial in trained].count(own) == 1
    assert len(trained) == 6
    best = max(trained[:4], key=lambda trial: trial.metrics["val_accuracy"])
    after = next(line for line in said[1] if "to go" in line)
    assert "2 to go" in after
    assert f"trial {best.engine['study number'] + 1} with" in after


@pytest.mark.parametrize("strategy", CHEAP)
def test_a_kill_at_any_moment_loses_no_more_than_the_running_trial(simulate, strategy, tmp_path):
    """The journal is cut at the end of a line, within one, and before its end."""
    runner = simulate(plan_with(strategy=strategy, trials=6))
    whole = runner.journal.file.read_bytes()
    ends = [i + 1 for i, byte in enumerate(whole) if byte == ord("\n")]
    for number, cut in enumerate([*ends[2:-1:3], *(end - 1 for end in ends[3::3]), *(end + 9 for end in ends[1:-1:4])]):
        folder = tmp_path / f"cut{number}"
        folder.mkdir()
        (folder / "journal.jsonl").write_bytes(whole[:cut])
        journal = read_journal(folder)
        done = sum(
            line.startswith(b'{"trial"') and b"status" in line
            for line in whole[:cut].splitlines(keepends=True)
            if line.endswith(b"\n")
        )
        lost = _without_cut_off(journal)
        assert len(journal.trials) == done
        assert journal.trials == runner.journal.trials[:done]
        (folder / "trials").mkdir()
        more = simulate(plan_with(strategy=strategy, trials=6), first=lost, journal=journal)
        assert [trial.number for trial in more.journal.trials] == list(range(6))
        assert len(set(keys(more))) == 6
        if strategy == "grid":
            assert [trial.values for trial in more.journal.trials] == [trial.values for trial in runner.journal.trials]
        if lost:
            assert more.journal.trials[done].values == lost[0]
        assert read_journal(folder).trials == more.journal.trials


def test_what_is_measured_is_measured_once_and_never_trained_when_it_is_too_much(simulate):
    asked = []

    def measure(recipe):
        asked.append((recipe["model"]["width"], recipe["model"]["depth"]))
        return {"file_bytes": 1e6 * recipe["model"]["width"]}

    space = {"width": [0.25, 0.35, 0.5, 0.75], "depth": [0.5, 1.0], "learning_rate": [1e-3, 1e-2]}
    runner = simulate(plan_with(space=space, budget=Budget(file_bytes=4e5), trials=40), measure=measure)
    assert len(runner.journal.trials) == 8
    assert {trial.values["width"] for trial in runner.journal.trials} == {0.25, 0.35}
    assert all(trial.metrics["file_bytes"] == 1e6 * trial.values["width"] for trial in runner.journal.trials)
    assert len(asked) == len(set(asked)) == 8
    assert runner.candidates.refused["over budget, measured"] >= 4


def test_a_measured_budget_that_nothing_meets_ends_a_search_with_the_nearest(simulate):
    with pytest.raises(SearchError, match="the last 40 candidates .* did not fit; the nearest had a file of 0.3. MB"):
        simulate(
            plan_with(budget=Budget(file_bytes=1e5), space=SPACE | {"width": (0.3, 1.0)}),
            measure=lambda recipe: {"file_bytes": 1e6 * recipe["model"]["width"]},
        )


def test_a_candidate_that_cannot_be_measured_is_left_out_and_three_in_a_row_end_a_search(simulate):
    def measure(recipe):
        if recipe["model"]["depth"] == 0.5:
            raise RefusedError("the device is away")
        return {"file_bytes": 1.0}

    plan = plan_with(budget=Budget(file_bytes=4e5), space=SPACE | {"depth": [0.25, 0.5, 1.0, 2.0]}, trials=8, seed=2)
    runner = simulate(plan, measure=measure)
    assert {trial.values["depth"] for trial in runner.journal.trials} <= {0.25, 1.0, 2.0}
    assert runner.candidates.refused["cannot be measured"] > 0
    with pytest.raises(SearchError, match="cannot be measured: the device is away"):
        simulate(
            plan_with(
                strategy="grid", budget=Budget(file_bytes=4e5), space={"depth": [0.5], "width": [0.25, 0.3, 0.5]}
            ),
            measure=measure,
        )
    with pytest.raises(SearchError, match="are measured by"):
        Candidates(Space(plan.recipe, SPACE, 3), plan.budget).fitting(next(Space(plan.recipe, SPACE, 3).grid()))


def test_an_error_that_is_not_the_trials_ends_the_search(simulate, monkeypatch):
    class FullError(Exception):
        pass

    def full(*given, **named):
        raise FullError("the disk is full")

    monkeypatch.setattr(Here, "do", full)
    with pytest.raises(FullError):
        simulate(plan_with())


def test_hyperband_gives_the_better_ones_more_epochs(simulate):
    runner = simulate(plan_with(strategy="hyperband", trials=40, seed=3))
    trials = runner.journal.trials
    epochs = sorted({trial.epochs for trial in trials})
    assert epochs == [1, 3, 9]
    promoted = [trial for trial in trials if trial.engine.get("tuner/trial_id")]
    assert promoted
    for trial in promoted:
        parent = trials[int(trial.engine["tuner/trial_id"])]
        assert parent.values == trial.values
        assert parent.epochs < trial.epochs
    resumed = simulate(plan_with(strategy="hyperband", trials=60), journal=read_journal(runner.journal.folder))
    assert [trial for trial in resumed.journal.trials[40:] if trial.engine.get("tuner/trial_id")]


def test_what_is_asked_for_first_is_tried_first_where_it_fits(simulate):
    good = {"width": 0.25, "depth": 0.5, "learning_rate": 3e-3, "se_ratio": None}
    heavy = good | {"width": 1.0, "depth": 1.0}
    for strategy in ("random", "hyperband", "tpe"):
        runner = simulate(plan_with(strategy=strategy), first=[heavy, good])
        assert runner.journal.trials[0].values == good
        assert heavy not in [trial.values for trial in runner.journal.trials]


def test_time_that_is_over_begins_no_trial(simulate):
    runner = simulate(plan_with(seconds=1e-6))
    assert runner.journal.trials == []


def test_only_the_best_checkpoints_stay(simulate):
    runner = simulate(plan_with(trials=30, keep=3))
    files = sorted(file.name for file in (runner.journal.folder / "trials").iterdir())
    best = sorted(runner.journal.trials, key=lambda trial: (-trial.metrics["val_accuracy"], trial.metrics["macs"]))
    assert files == sorted(f"{trial.number + 1:04d}.keras" for trial in best[:3])


@pytest.mark.parametrize("strategy", ["random", "tpe"])
def test_at_no_time_is_there_more_than_one_checkpoint_beside_the_best(simulate, monkeypatch, strategy):
    there, do = [], Here.do

    def counted(self, task, recipe, epochs, checkpoint):
        answer = do(self, task, recipe, epochs, checkpoint)
        there.append(len(list(Path(checkpoint).parent.iterdir())))
        return answer

    monkeypatch.setattr(Here, "do", counted)
    simulate(plan_with(strategy=strategy, trials=9, keep=2))
    assert there == [1, 2] + [3] * 7


@pytest.mark.parametrize(
    ("strategy", "gone", "stay"),
    [("random", [], [1, 2, 3]), ("nsga2", [], [1, 4, 5]), ("nsga2", [4], [1, 2, 5])],
)
def test_of_several_objectives_the_fronts_checkpoints_stay(tmp_path, strategy, gone, stay):
    journal = Journal(tmp_path, data=DATA)
    (tmp_path / "trials").mkdir()
    for number, (accuracy, macs) in enumerate([(0.9, 100), (0.89, 110), (0.88, 120), (0.7, 10), (0.6, 5), (0.5, 5)]):
        journal.trials.append(Trial(number, {}, 1, "completed", {"val_accuracy": accuracy, "macs": macs}))
        if number + 1 not in gone:
            journal.checkpoint(number).touch()
    Runner(plan_with(strategy=strategy, keep=3), journal, None, print).clean()
    assert sorted(file.name for file in (tmp_path / "trials").iterdir()) == [f"{number:04d}.keras" for number in stay]


def test_keras_tuners_own_tuners_take_the_space_and_fail_what_is_over_budget(tmp_path, monkeypatch):
    space = ScalingHyperModel(
        "mobilenet_v2", classes=3, size=32, width=[0.25, 1.0], depth=[0.25, 1.0], budget=Budget(macs=1e6)
    )
    built = []
    monkeypatch.setattr(
        "kerasarch.search.hypermodel.untrained", lambda recipe, classes: built.append(recipe) or Model()
    )
    monkeypatch.setattr("kerasarch.search.hypermodel.compile_by", lambda *given: None)
    hp = keras_tuner.HyperParameters()
    assert isinstance(space.build(hp), Model)
    hp.values["width"] = 1.0
    with pytest.raises(keras_tuner.errors.FailedTrialError, match="over the budget of macs"):
        space.build(hp)
    assert len(built) == 1
    assert [(one.name, one.values) for one in hp.space] == [("width", [0.25, 1.0]), ("depth", [0.25, 1.0])]


class Model:
    """Not built."""


@pytest.mark.slow
def test_keras_tuners_random_search_trains_the_space_at_each_trials_size(tmp_path):
    sides = []

    class Space(ScalingHyperModel):
        def build(self, hp):
            model = super().build(hp)
            sides.append(model.input_shape[1])
            return model

    space = Space("mobilenet_v2", classes=3, width=0.1, depth=0.25, size=[24, 32], learning_rate=[1e-3])
    tuner = keras_tuner.RandomSearch(space, "val_accuracy", max_trials=2, directory=tmp_path, seed=1)
    random = np.random.default_rng(0)
    path = tmp_path / "photos"
    for name in ("a", "b", "c"):
        (path / name).mkdir(parents=True)
        for i in range(10):
            Image.fromarray(random.integers(0, 256, (40, 40, 3), dtype=np.uint8)).save(path / name / f"{i}.png")
    tuner.search(kerasarch.data.load("folder", str(path)), epochs=1, verbose=0)
    assert {trial.status for trial in tuner.oracle.trials.values()} == {"COMPLETED"}
    assert {trial.hyperparameters["size"] for trial in tuner.oracle.trials.values()} == {24, 32} <= set(sides)


def test_a_budgeted_oracle_gives_a_tuner_of_keras_tuner_what_fits_only(tmp_path):
    space = ScalingHyperModel("mobilenet_v2", classes=3, size=32, width=(0.1, 1.0), budget=Budget(macs=3e6))
    oracle = keras_tuner.oracles.RandomSearchOracle(keras_tuner.Objective("score", "max"), max_trials=8, seed=1)
    given = []

    class Tuner(keras_tuner.engine.base_tuner.BaseTuner):
        def _populate_initial_space(self):
            hp = self.oracle.get_space()
            from kerasarch.search.oracles import hyperparameters

            self.oracle.update_space(hyperparameters(space.space, hp))

        def run_trial(self, trial, *args, **kwargs):
            given.append(space.space.candidate(space.space.values(trial.hyperparameters.values)).cost.macs)
            return {"score": 1.0}

    oracle.verbose = 0
    Tuner(budgeted(oracle, space.candidates), directory=tmp_path, project_name="x").search()
    assert len(given) == 8
    assert max(given) <= 3e6
    assert space.candidates.refused["over budget"] > 0
    with pytest.raises(SearchError, match="GridOracle"):
        budgeted(keras_tuner.oracles.GridSearchOracle(), space.candidates)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("", "stopped before"),
        ('{"format": 2}\n', "another version"),
        ('{"format": 1, "plan": {}}\n', "damaged in line 1"),
        ("nonsense\n", "damaged in line 1"),
        ("\xff", "damaged"),
    ],
)
def test_a_journal_that_cannot_be_read_is_refused(tmp_path, lines, why):
    (tmp_path / "journal.jsonl").write_bytes(lines.encode("latin-1"))
    with pytest.raises(SearchError, match=why):
        read_journal(tmp_path)
    with pytest.raises(SearchError, match="is no search"):
        read_journal(tmp_path / "nowhere")


def test_a_line_that_a_kill_cut_off_is_forgotten(simulate):
    runner = simulate(plan_with(trials=3))
    file = runner.journal.file
    whole = file.read_text()
    for cut in (0, 1, 20, len(whole.splitlines()[-1]) - 1):
        file.write_text(whole[: -cut - 1])
        journal = read_journal(runner.journal.folder)
        assert [trial.status for trial in journal.trials] == ["completed", "completed", "running"]
    journal.more({"trials": 9})
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines[-1] == {"plan changed": {"trials": 9}}
    file.write_text(whole.replace('"status"', "status", 1))
    with pytest.raises(SearchError, match="damaged in line"):
        read_journal(runner.journal.folder)
