"""Optuna's samplers, kept within a budget."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kerasarch.errors import KerasarchError
from kerasarch.search.axes import Values
from kerasarch.search.candidates import Candidates
from kerasarch.search.runner import Runner
from kerasarch.search.space import Space
from kerasarch.search.study import optuna

TrialState = optuna.trial.TrialState


class Budgeted(optuna.samplers.BaseSampler):  # type: ignore[misc]
    """A sampler of Optuna's, whose proposals are replaced where they do not fit."""

    def __init__(self, runner: Runner, first: Iterable[Mapping[str, Any]], shared: bool) -> None:
        plan = runner.plan
        # of them what is counted; files are measured when their trial has begun
        self.candidates: Candidates = copy.copy(runner.candidates)
        self.candidates.budget = replace(plan.budget, file_bytes=None, latency_ms=None, command=None)
        self.unfit = runner.candidates.seen  # what was measured here, and was too much
        self.first = iter(first)
        self.exhausted = False
        self.keys: dict[int, int | None] = {}
        # processes that share a study must not all draw the same
        seed = random.SystemRandom().randrange(2**31) if shared else plan.seed
        self.candidates.chance.seed(seed)
        if plan.strategy == "nsga2":
            self.inner: Any = optuna.samplers.NSGAIISampler(
                population_size=max(4, min(50, plan.trials // 4)), seed=seed
            )
        else:
            self.inner = optuna.samplers.TPESampler(multivariate=True, constant_liar=True, seed=seed)

    def infer_relative_search_space(self, study: Any, trial: Any) -> dict[str, Any]:
        """All of it: what fits depends on all axes."""
        return distributions(self.candidates.space)

    def sample_relative(self, study: Any, trial: Any, search_space: dict[str, Any]) -> dict[str, Any]:
        """Optuna's proposal, or what takes its place."""
        space = self.candidates.space
        if trial.params.keys() >= search_space.keys():
            self.exhausted = False
            return {}  # one of a process that died, taken over
        # not those that ended without an outcome: they are free again
        others = filter(taken, study.get_trials(deepcopy=False))
        known = {self.key_of(other) for other in others if other.params.keys() >= search_space.keys()}
        self.candidates.seen = {key for key in known if key is not None} | self.unfit
        proposed = self.inner.sample_relative(study, trial, search_space)
        # what a sampler leaves out it would have drawn independently
        values = space.values(space.tunable(space.draw(self.candidates.chance)) | proposed)
        candidate = self.candidates.first(self.first) or self.candidates.fitting(values, near=bool(proposed))
        self.exhausted = candidate is None
        return space.tunable(candidate.values if candidate else values)

    def key_of(self, trial: Any) -> int | None:
        """What tells a trial's network and training from others'; of a trial that has all its values.

        None where no network can have them: those of a process that died while it wrote them, with another's."""
        if trial.number not in self.keys:
            space = self.candidates.space
            try:
                self.keys[trial.number] = space.candidate(space.values(trial.params)).key
            except KerasarchError:
                self.keys[trial.number] = None
        return self.keys[trial.number]

    def sample_independent(self, study: Any, trial: Any, name: str, distribution: Any) -> Any:
        """Of nothing: all axes are drawn together."""
        return self.inner.sample_independent(study, trial, name, distribution)

    def reseed_rng(self) -> None:
        """As Optuna asks."""
        self.inner.reseed_rng()

    def before_trial(self, study: Any, trial: Any) -> None:
        """As Optuna asks."""
        self.inner.before_trial(study, trial)

    def after_trial(self, study: Any, trial: Any, state: Any, values: Any) -> None:
        """As Optuna asks."""
        self.inner.after_trial(study, trial, state, values)


def taken(trial: Any) -> bool:
    """Whether a trial's candidate is not for others."""
    return trial.state in (TrialState.WAITING, TrialState.RUNNING) or counts(trial)


def counts(trial: Any) -> bool:
    """Whether a trial was completed, or failed by itself."""
    return trial.state == TrialState.COMPLETE or (trial.state == TrialState.FAIL and "reason" in trial.user_attrs)


def distributions(space: Space) -> dict[str, Any]:
    """Optuna's form of a space."""
    made: dict[str, Any] = {}
    for name, along in space.axes.items():
        if isinstance(along, Values):
            choices = [along.tunable(value) for value in along.values]
            made[name] = optuna.distributions.CategoricalDistribution(choices)
        elif along.whole:
            made[name] = optuna.distributions.IntDistribution(
                int(along.least), int(along.most), log=along.log, step=int(along.step or 1)
            )
        else:  # without its step, within 1e-8 of which Optuna would want its numbers, which are rounded
            made[name] = optuna.distributions.FloatDistribution(along.least, along.most, log=along.log)
    return made
