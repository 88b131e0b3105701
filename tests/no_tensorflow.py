"""Importing this makes TensorFlow one that is found, as PyTorch's compiler wants to know, but cannot be imported."""

import importlib.machinery
import sys


class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "tensorflow":
            return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        raise ImportError("there is no tensorflow")

    def exec_module(self, module):
        raise ImportError("there is no tensorflow")


sys.meta_path.insert(0, Refusing())
