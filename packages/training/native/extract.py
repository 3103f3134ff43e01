"""extract.py WHEEL FOLDER: libtensorflow, its C headers and its licences out of the wheel of tensorflow-cpu."""
import os
import shutil
import sys
import zipfile

HEADERS = ("tensorflow/c/", "tensorflow/core/platform/ctstring", "tsl/", "xla/tsl/")


def place(name):
    """The path below FOLDER for a member of the wheel, None for one that is not needed."""
    inner = name.split("/", 1)[-1]
    if inner.startswith("libtensorflow_") and ".so" in inner:
        return "lib/" + inner
    if name.startswith("tensorflow/include/") and name.endswith(".h") and inner[len("include/"):].startswith(HEADERS):
        return inner
    if name.endswith(".dist-info/LICENSE") or name == "tensorflow/THIRD_PARTY_NOTICES.txt":
        return "licenses/" + os.path.basename(name)
    return None


wheel, folder = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        target = place(name)
        if target is None:
            continue
        path = os.path.join(folder, target)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(name) as source, open(path, "wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
