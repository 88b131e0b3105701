"""What a search leaves: the best within limits, the front, the report, coefficients; and one search for real."""

import csv
import dataclasses
import json
import re
import socket
from pathlib import Path

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.cli import main
from kerasarch.errors import KerasarchError, SearchError
from kerasarch.search import Budget, Result, resume_search, search
from kerasarch.search.ending import finish
from kerasarch.search.journal import Journal, Trial, read_journal
from kerasarch.search.plan import read_search
from kerasarch.search.workers import RefusedError
from kerasarch.training.recipe import ModelKeys, read_recipe
from tests.search.conftest import DATA, plan_with


@pytest.fixture
def result(simulate):
    """Of 30 trials by arithmetic, five of them failed."""
    runner = simulate(plan_with(trials=30, keep=3))
    for trial in runner.journal.trials[3:28:6]:
        trial.status, trial.metrics, trial.reason = "failed", {}, "no <luck>\nat all"
    return Result(runner.journal)


def test_the_best_is_the_best_within_limits(result):
    done = [trial for trial in result.trials if trial.status == "completed"]
    assert result.best_trial().metrics["val_accuracy"] == max(trial.metrics["val_accuracy"] for trial in done)
    limit = float(np.median([trial.metrics["macs"] for trial in done]))
    within = [trial for trial in done if trial.metrics["macs"] <= limit]
    best = result.best_trial(macs=limit)
    assert best in within
    assert best.metrics["val_accuracy"] == max(trial.metrics["val_accuracy"] for trial in within)
    assert result.recipe(macs=limit).model.width == best.values["width"]
    least = min(trial.metrics["macs"] for trial in done)
    with pytest.raises(SearchError, match="no completed trial is within macs=1000") as refusal:
        result.best_trial(macs=1000)
    assert f"{least / 1e6:,.1f} M" in str(refusal.value)
    with pytest.raises(SearchError, match="latency_ms was not measured in this search"):
        result.best_trial(latency_ms=3)
    with pytest.raises(SearchError, match="latency_ms was not measured in this search"):
        result.pareto("latency_ms")
    with pytest.raises(SearchError, match="did you mean 'macs'"):
        result.best_trial(mcas=3)


def test_the_front_holds_what_no_cheaper_trial_equals(result):
    front = result.pareto("macs")
    done = [trial for trial in result.trials if trial.status == "completed"]
    for trial in done:
        beaten = any(
            other.metrics["macs"] <= trial.metrics["macs"]
            and other.metrics["val_accuracy"] >= trial.metrics["val_accuracy"]
            and other is not trial
            for other in done
        )
        assert (trial in front) == (not beaten)
    assert front == sorted(front, key=lambda trial: trial.metrics["macs"])
    assert len(front) > 2
    assert result.pareto() == front
    both = result.pareto("macs", "params")
    assert {trial.number for trial in both} >= {trial.number for trial in (*front, *result.pareto("params"))}
    with pytest.raises(SearchError, match="did you mean 'macs'"):
        result.pareto("mcas")


def test_a_network_whose_checkpoint_is_not_kept_is_built_and_said_to_know_nothing(result):
    worst = min((trial for trial in result.trials if trial.metrics), key=lambda trial: trial.metrics["macs"])
    with pytest.warns(UserWarning, match="has learned nothing"):
        model = result.best(macs=worst.metrics["macs"])
    assert isinstance(model, keras.Model)
    assert model.count_params() == worst.metrics["params"]
    worst.engine["checkpoint"] = "elsewhere:/runs/0001.keras"
    with pytest.warns(UserWarning, match=r"where it was kept, /runs/0001.keras on elsewhere: .* has learned nothing"):
        result.model(worst)


def test_the_report_shows_every_trial_and_hides_no_markup(result, tmp_path):
    page = result.report(tmp_path / "report.html").read_text()
    rows = re.findall(r"<tr class=.*?</tr>", page)
    assert len(rows) == 30
    assert sum('class="best' in row for row in rows) == 1
    assert "no &lt;luck&gt;" in page
    assert "<luck>" not in page
    assert "5 of them failed" in page
    assert page.count("data:image/png;base64,") == 1
    assert "http" not in page.replace("http-equiv", "")
    assert result.report(tmp_path / "report.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(KerasarchError, match="a report's ending"):
        result.report(tmp_path / "report.pdf")


def test_the_table_has_a_line_for_each_trial(result, tmp_path):
    with open(result.to_csv(tmp_path / "trials.csv")) as file:
        rows = list(csv.DictReader(file))
    assert [int(row["trial"]) for row in rows] == list(range(1, 31))
    assert {row["status"] for row in rows} == {"completed", "failed"}
    assert float(rows[0]["val_accuracy"]) == pytest.approx(result.trials[0].metrics["val_accuracy"], rel=1e-5)
    done = next(trial for trial in result.trials if trial.status == "completed")
    assert rows[done.number]["macs"] == str(done.metrics["macs"])  # to the last one
    assert rows[3]["reason"] == "no <luck> at all"
    kept = {row["trial"] for row in rows if row["checkpoint"]}
    assert kept == {path.stem.lstrip("0") for path in (result.journal.folder / "trials").iterdir()}


def measured(tmp_path, error, n=60, noise=0.02):
    """A result whose trials have the errors of a formula."""
    chance = np.random.default_rng(0)
    axes = {"width": (0.3, 3.0), "depth": (0.3, 3.0), "size": (64, 384)}
    plan = plan_with(space=axes, budget=Budget())
    journal = Journal(tmp_path, plan.json(), DATA | {"images": {"validation": 100_000}})
    for number in range(n):
        width, depth, size = (float(np.exp(chance.uniform(np.log(low), np.log(high)))) for low, high in axes.values())
        values = {"width": width, "depth": depth, "size": round(size)}
        wrong = error(depth, width, size / 160) * np.exp(chance.normal(0, noise))
        metrics = {"val_accuracy": 1 - wrong, "macs": 1.0}
        journal.trials.append(Trial(number, values, 1, "completed", metrics))
    return Result(journal)


def test_compound_coefficients_are_those_of_the_error_that_made_the_trials(tmp_path):
    """Gains that fall off by parabolas: the best share of a doubled cost is known by calculus."""

    def error(depth, width, size):
        d, w, s = np.log([depth, width, size])
        return 0.1 * np.exp(-0.4 * d + 0.3 * d * d - 0.9 * w + 0.5 * w * w - 0.7 * s + 0.6 * s * s)

    found = measured(tmp_path, error, 200, noise=0.002).fit_compound()
    rough = measured(tmp_path, error, 60, noise=0.1).fit_compound()
    # the exponent's minimum under d + 2w + 2s = log 2, from the centre of the trials
    curves = np.array([0.6, 1.0, 1.2])
    centre = np.log([found.centre["depth"], found.centre["width"], found.centre["size"] / 160])
    matrix = np.block([[np.diag(curves), np.array([[1], [2], [2]])], [np.array([[1, 2, 2, 0]])]])
    wanted = np.exp(np.linalg.solve(matrix, [*([0.4, 0.9, 0.7] - curves * centre), np.log(2)])[:3])
    assert found.r2 > 0.95
    assert found.alpha * found.beta**2 * found.gamma**2 == pytest.approx(2)
    for name, value in zip(("alpha", "beta", "gamma"), wanted, strict=True):
        low, high = found.intervals[name]
        assert low <= getattr(found, name) <= high
        assert getattr(found, name) == pytest.approx(value, abs=0.03)
    assert "alpha" in str(found)
    sure, unsure = (sum(high - low for low, high in each.intervals.values()) for each in (found, rough))
    assert sure < 0.5 * unsure


def test_compound_coefficients_need_axes_and_trials(tmp_path, result):
    with pytest.raises(SearchError, match="need two of depth, width, size to vary"):
        plan = plan_with(space={"width": (0.3, 3.0)})
        Result(Journal(tmp_path, plan.json(), DATA, result.trials)).fit_compound()
    with pytest.raises(SearchError, match="too few"):
        measured(tmp_path, lambda *sides: 0.1, 5).fit_compound()


RECIPE = """
[model]
name = "resnet18"
size = 32
[training]
epochs = 3
learning_rate = 3e-3
batch_norm_momentum = 0.9
[search]
strategy = "random"
trials = 2
keep = 1
[search.space]
width = [0.125, 0.25]
depth = [0.5, 1.0]
size = [16, 24]
[search.budget]
macs = 1e6
file_bytes = 2e6
latency_ms = 1000
"""


@pytest.mark.slow
def test_a_search_trains_measures_exports_and_proves_and_goes_on(tmp_path, capsys):
    file = tmp_path / "tiny.toml"
    file.write_text(RECIPE)
    plan = read_search(file)
    result = search(plan, tmp_path / "runs")
    folder = result.journal.folder
    names = {path.name for path in folder.iterdir()}
    written = {"journal.jsonl", "report.html", "report.png", "trials.csv", "best.toml", "best.tflite"}
    assert written <= names
    assert len(list((folder / "trials").iterdir())) == 1
    for trial in result.trials:
        assert trial.status == "completed"
        assert trial.metrics["macs"] <= 1e6
        assert 0 < trial.metrics["file_bytes"] <= 2e6
        assert 0 < trial.metrics["latency_ms"] <= 1000
    model = result.best()
    assert model.count_params() == result.best_trial().metrics["params"]
    assert kerasarch.export.verify(folder / "best.tflite").ok
    said = capsys.readouterr().out
    assert "trial 2 of 2" in said
    assert "exported and proven" in said
    more = resume_search(folder, trials=3)
    assert [trial.status for trial in more.trials] == ["completed"] * 3
    assert more.trials[:2] == result.trials
    assert main(["search", "--resume", str(folder)]) == 0
    assert main(["search", str(file), "--preview", "50"]) == 0
    assert "points fit" in capsys.readouterr().out
    manifest = json.loads((folder / "best.tflite.json").read_text())
    assert manifest["about"]["architecture"] == "resnet18"
    # what was measured before training holds for the trained file, which says in some 2 kB what it is
    assert manifest["bytes"] == pytest.approx(more.best_trial().metrics["file_bytes"], abs=3000)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--trials", "3"], "search needs a RECIPE"),
        (["x.toml", "--trials", "3"], "a new search has search.trials=3"),
        (["--resume", "nowhere", "--warm-start", "x"], "--warm-start is for a new search"),
        (["--resume", "nowhere", "--runs", "x"], "--runs is for a new search"),
        (
            ["recipes/search_digits_xception.toml", "--preview", "5", "--warm-start", "x"],
            "--warm-start is for a search",
        ),
        (["recipes/search_digits_xception.toml", "--preview", "5", "--runs", "x"], "--runs is for a search"),
        (["--resume", "nowhere"], "is no search"),
        (["x.toml"], "no recipe can be read"),
    ],
)
def test_the_command_line_refuses_what_makes_no_search(arguments, why, capsys):
    assert main(["search", *arguments]) == 2
    assert why in capsys.readouterr().err


class Deliverer:
    """A worker whose exported files have sizes that are given, by their trials."""

    def __init__(self, sizes):
        self.sizes = sizes

    def do(self, task, checkpoint, target):
        size = self.sizes.pop(0)
        if size is None:
            raise RefusedError("int8 loses 3 points")
        for ending in ("", ".json", ".parity.npz"):
            Path(target + ending).write_text(Path(checkpoint).stem)
        parity = {"keras_accuracy": 0.9, "accuracy": 0.9, "images": 100}
        return {"bytes": size, "latency_ms": {"median": 2.0}, "parity": parity}


def test_the_best_whose_file_is_proven_and_within_the_budget_is_delivered(simulate, monkeypatch):
    monkeypatch.setattr(Result, "report", lambda self, path: path)  # seconds of drawing
    budget = Budget(file_bytes=1000, latency_ms=1)
    costs = {"file_bytes": 900.0, "latency_ms": 0.9}
    runner = simulate(plan_with(trials=8, keep=3, budget=budget), measure=lambda recipe: costs)
    journal, said = runner.journal, []
    best = Result(journal).ranked()
    result = finish(runner.plan, journal, Deliverer([1200, None, 950]), said.append)
    text = "\n".join(said)
    first, second, third = (trial.number + 1 for trial in best[:3])
    assert f"(trial {first}) was not exported: trained, it has a file of 0.00 MB, 1.2 times what the budget" in text
    assert f"(trial {second}) was not exported: int8 loses 3 points" in text
    assert f"the best: trial {third}, test accuracy 0.9" in text
    assert "this time it took 2.00 ms, 2 times the budget" in text
    assert (journal.folder / "best.tflite").read_text() == f"{third:04d}"
    assert read_recipe(journal.folder / "best.toml").model.width == best[2].values["width"]
    for known in (result, Result(journal.folder)):  # over the budget: not counted, now and when it is read again
        assert [trial.number for trial in known.ranked()] == [trial.number for trial in best[1:]]
        assert best[0].number not in [trial.number for trial in known.pareto("file_bytes")]
    with pytest.raises(SearchError, match="was not exported: trained, it has a file"):
        finish(runner.plan, journal, Deliverer([1200, 1200]), said.append)
    assert not list(journal.folder.glob("best.tflite*"))


def test_a_resumed_search_whose_trained_files_are_all_too_large_says_so(simulate):
    budget = Budget(file_bytes=1e6)
    runner = simulate(plan_with(trials=2, keep=2, budget=budget), measure=lambda recipe: {"file_bytes": 9e5})
    with pytest.raises(SearchError, match="was not exported: trained, it has a file"):
        finish(runner.plan, runner.journal, Deliverer([3e6, 2e6]), print)
    with pytest.raises(SearchError, match="none of the 2 completed trials is .* the nearest has a file of 2.00 MB"):
        finish(runner.plan, read_journal(runner.journal.folder), Deliverer([]), print)


def test_the_last_word_names_a_model_on_another_machine_and_none_that_was_deleted_here(simulate, monkeypatch):
    monkeypatch.setattr(Result, "report", lambda self, path: path)
    runner = simulate(plan_with(trials=4, keep=1))
    best, *others = runner.journal.trials = Result(runner.journal).ranked()
    for trial, machine in zip(runner.journal.trials, [socket.gethostname()] * 3 + ["other"], strict=True):
        trial.engine = {"checkpoint": f"{machine}:{runner.journal.checkpoint(trial.number)}"}
    said = []
    finish(runner.plan, runner.journal, Deliverer([None]), said.append)
    assert f"(trial {best.number + 1}) was not exported" in said[0]
    file = runner.journal.checkpoint(others[-1].number)
    assert said[-1] == f"the best: trial {others[-1].number + 1}, whose model is at other:{file}"
    runner.journal.trials.pop()
    with pytest.raises(SearchError, match="was not exported: int8 loses 3 points"):
        finish(runner.plan, runner.journal, Deliverer([None]), said.append)


def test_all_trials_failing_is_said_with_the_first_reason(tmp_path):
    plan = plan_with(trials=2, train="tests.search.simulated:nan")
    said = []
    with pytest.raises(SearchError, match="all 2 trials failed; the first: val_loss is nan"):
        search(plan, tmp_path / "runs", say=said.append)
    with pytest.raises(SearchError, match="trials must be at least 2"):
        resume_search(next((tmp_path / "runs").iterdir()), trials=1)


def test_a_search_that_could_not_begin_leaves_nothing(tmp_path):
    with pytest.raises(SearchError, match="the images cannot be had: no.such:source cannot be imported"):
        search(plan_with(source="no.such:source"), tmp_path / "runs", say=lambda line: None)
    assert list((tmp_path / "runs").iterdir()) == []
    for arguments, why in (
        ({"storage": "sqlite:///x.db"}, "storage and study go together"),
        ({"storage": "sqlite:///x.db", "study": "one"}, "storage needs a strategy of tpe or nsga2"),
        ({"grace": 5}, "grace is for processes that share a storage"),
    ):
        with pytest.raises(SearchError, match=why):
            search(plan_with(), tmp_path / "runs", **arguments)
    with pytest.raises(SearchError, match="plan must be a Plan"):
        search("one.toml")


def test_steps_that_are_few_for_the_batch_norms_are_told(tmp_path):
    """At a momentum of 0.99, a trial of 9 steps ranks lag and not networks."""
    said = []
    training = dataclasses.replace(plan_with().recipe.training, batch_norm_momentum=0.99)
    recipe = dataclasses.replace(plan_with().recipe, training=training)
    plan = plan_with(recipe=recipe, trials=1, train="tests.search.simulated:nan")
    with pytest.raises(SearchError):
        search(plan, tmp_path / "runs", say=said.append)
    assert [line for line in said if "9 steps are few for batch norms that keep 0.99" in line]


def test_a_warm_start_of_another_network_or_space_is_refused(tmp_path, result):
    other = plan_with(recipe=dataclasses.replace(plan_with().recipe, model=ModelKeys(name="resnet18", size=64)))
    with pytest.raises(SearchError, match="searched mobilenet_v2, which begins nothing of resnet18"):
        search(other, tmp_path / "runs", warm_start=result.journal.folder)
    with pytest.raises(SearchError, match="no completed trial of .* is in this space"):
        search(plan_with(space={"width": [0.33]}), tmp_path / "runs", warm_start=result.journal.folder)


def test_a_warm_start_begins_with_the_best_of_an_earlier_search(tmp_path, result):
    plan = plan_with(trials=2, paper_first=False)
    said = []
    with pytest.raises(SearchError, match="was not exported"):  # the checkpoints of arithmetic are no models
        search(plan, tmp_path / "runs", warm_start=result.journal.folder, say=said.append)
    again = Result(next((tmp_path / "runs").iterdir()))
    assert again.trials[0].values in [trial.values for trial in Result(result.journal.folder).ranked()[:5]]
