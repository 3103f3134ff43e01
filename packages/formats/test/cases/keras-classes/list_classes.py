"""Prints the classes that keras.layers exports as JSON, by the names that files have: python3 list_classes.py"""

import inspect
import json

import keras

names = {value.__name__ for value in vars(keras.layers).values() if inspect.isclass(value)}
print(json.dumps({"keras": keras.__version__, "classes": sorted(names)}))
