"""What a notebook takes as parameters, as JSON Schema; whether values fit it; and values that are a secret's.

Part of the launcher; by itself it prints the schema of the notebook that it is given the path of.
"""

import ast
import json
import keyword
import math
import os
import sys

import papermill.execute
import papermill.translators as translators
import yaml
from papermill.exceptions import PapermillException
from papermill.iorw import NoDatesSafeLoader, load_notebook_node
from papermill.utils import find_first_tagged_cell_index, nb_kernel_name, nb_language

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SECRET = "$secret"
SECRETS_FOLDER = "/run/secrets"
MAX_BYTES = 20_000_000

# How a program of each language reads a variable of its environment, and a file of text. Names need no escapes.
READERS = {
    translators.PythonTranslator: ('__import__("os").environ["{}"]', 'open("{}", encoding="utf-8", newline="").read()'),
    translators.RTranslator: ('Sys.getenv("{}")', 'readChar("{0}", file.info("{0}")$size, useBytes = TRUE)'),
    translators.ScalaTranslator: ('sys.env("{}")', 'new String(java.nio.file.Files.readAllBytes(java.nio.file.Paths.get("{}")), "UTF-8")'),
    translators.JuliaTranslator: ('ENV["{}"]', 'read("{}", String)'),
    translators.MatlabTranslator: ('getenv("{}")', 'fileread("{}")'),
    translators.CSharpTranslator: ('System.Environment.GetEnvironmentVariable("{}")', 'System.IO.File.ReadAllText("{}")'),
    translators.FSharpTranslator: ('System.Environment.GetEnvironmentVariable("{}")', 'System.IO.File.ReadAllText("{}")'),
    translators.PowershellTranslator: ('${{env:{}}}', '[System.IO.File]::ReadAllText("{}")'),
    translators.BashTranslator: ('"${{{}}}"', '"$(cat "{}")"'),
}


class InvalidParameters(Exception):
    """The message names each of them."""


# Values


def merged(job):
    """As papermill does with -y and then -p: a name in `parameters` takes the place of the same one in the YAML."""
    values = {}
    if job.get("parametersYaml"):
        try:
            values = yaml.load(job["parametersYaml"], Loader=NoDatesSafeLoader) or {}
        except (yaml.YAMLError, ValueError) as error:
            raise InvalidParameters(f"parametersYaml is no YAML: {' '.join(str(error).split())}") from error
        if not isinstance(values, dict):
            raise InvalidParameters(f"parametersYaml must be a mapping of names to values, not {type(values).__name__}.")
        if not values:
            raise InvalidParameters("parametersYaml has no parameters.")
        bad = [str(name) for name in values if not (isinstance(name, str) and name.isidentifier()) or keyword.iskeyword(name)]
        if bad:
            raise InvalidParameters(f"parametersYaml: {', '.join(bad)}: not a name that a notebook can assign to.")
    values.update(job["parameters"])
    return values


def is_secret(value):
    return isinstance(value, dict) and list(value) == [SECRET]


def secret_place(name):
    """Where the container has it: (0, variable) or (1, file)."""
    if isinstance(name, str) and "/" not in name:
        if name.isidentifier() and name in os.environ:
            return 0, name
        path = os.path.join(SECRETS_FOLDER, name)
        if os.path.isfile(path):
            return 1, path
    raise InvalidParameters(f"The workspace has no secret '{name}'.")


def secrets_in(value):
    if is_secret(value):
        yield value[SECRET]
    elif isinstance(value, dict):
        for inner in value.values():
            yield from secrets_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from secrets_in(inner)


def teach_papermill():
    """Secrets are injected as code that reads them, and a notebook's metadata stay JSON."""
    for translator, readers in READERS.items():
        translator.translate_dict = reading_secrets(translator, readers)
    parameterize = papermill.execute.parameterize_notebook

    def parameterize_notebook(*args, **kwargs):
        notebook = parameterize(*args, **kwargs)
        notebook.metadata.papermill["parameters"] = finite(notebook.metadata.papermill["parameters"])
        return notebook

    papermill.execute.parameterize_notebook = parameterize_notebook


def reading_secrets(translator, readers):
    others = translator.translate_dict.__func__

    def translate_dict(cls, value):
        if is_secret(value):
            kind, place = secret_place(value[SECRET])
            return readers[kind].format(place)
        return others(cls, value)

    return classmethod(translate_dict)


def finite(value):
    """Papermill itself writes NaN and Infinity, which no reader of JSON but Python's takes."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {name: finite(inner) for name, inner in value.items()}
    return [finite(inner) for inner in value] if isinstance(value, list) else value


# The schema


def schema_of(notebook, kernel=None):
    """An object's schema. It lets everything pass where nothing can be told: other languages, no parameters cell."""
    schema = {"$schema": DIALECT, "type": "object", "properties": {}, "additionalProperties": True}
    index = find_first_tagged_cell_index(notebook, "parameters")
    if index < 0:
        return schema
    try:
        name, language = nb_kernel_name(notebook, kernel), nb_language(notebook)
        translator = translators.papermill_translators.find_translator(name, language)
    except (ValueError, PapermillException):
        return schema
    if not issubclass(translator, translators.PythonTranslator):
        return schema
    cell = notebook.cells[index]
    # What papermill infers comes first; it misses unions and types with dots, which Python's own parser reads.
    seen = {parameter.name: parameter for parameter in translator.inspect(cell)}
    statements, others = assignments(cell["source"])
    for name in [*seen, *[name for name in statements if name not in seen]]:
        schema["properties"][name] = property_of(seen.get(name), *statements.get(name, (None, None)))
    # Names that are assigned in another way, such as in a branch, have no type, but are there.
    for name in sorted((others or set()) - set(schema["properties"])):
        schema["properties"][name] = {}
    schema["additionalProperties"] = others is None
    return schema


def assignments(source):
    """(annotation, value) by name for what is assigned outright, and all names; None for these when it is no Python."""
    lines = ["pass" if line.lstrip()[:1] in ("%", "!") else line for line in source.splitlines()]
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError):
        return {}, None
    found = {}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node.annotation, node.value
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = None, node.value
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return found, {node.id for node in stored if isinstance(node.ctx, ast.Store)}


def property_of(seen, annotation, value):
    schema = {}
    text = seen.inferred_type_name if seen else "None"
    if annotation is None and text != "None":
        annotation = parsed(text)
    if annotation is None and value is None and seen:
        value = parsed(seen.default)
    literal, known = literal_of(value)
    if annotation is not None:
        schema.update(type_of(annotation))
    elif known:
        schema.update(type_of_default(literal))
    if known and is_json(literal):
        schema["default"] = list(literal) if isinstance(literal, tuple) else literal
    if seen and seen.help:
        schema["description"] = seen.help
    if seen:
        schema["x-papermill-type"] = text
        schema["x-papermill-default"] = seen.default
    if value is not None and "default" not in schema:
        schema["x-default-expression"] = ast.unparse(value)
    return schema


def parsed(text):
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None


def literal_of(node):
    if node is None:
        return None, False
    try:
        return ast.literal_eval(node), True
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None, False


def is_json(value):
    if isinstance(value, dict):
        return all(isinstance(name, str) and is_json(inner) for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return all(is_json(inner) for inner in value)
    return isinstance(value, (str, bool, int, type(None))) or (isinstance(value, float) and math.isfinite(value))


def type_of_default(value):
    kinds = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (dict, "object"), ((list, tuple, set), "array"))
    for kind, name in kinds:
        if isinstance(value, kind):
            return {"type": name}
    return {}


SIMPLE = {"int": "integer", "float": "number", "str": "string", "bool": "boolean", "None": "null", "NoneType": "null"}
LISTS = {"list", "sequence", "iterable", "collection", "set", "frozenset", "mutablesequence"}
OBJECTS = {"dict", "mapping", "mutablemapping", "ordereddict", "defaultdict"}


def type_of(node):
    """The schema of a type, empty for one that JSON does not have."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            inner = parsed(node.value)
            return {} if inner is None else type_of(inner)
        return {"type": "null"} if node.value is None else {}
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return any_of([node.left, node.right])
    name = name_of(node)
    if isinstance(node, ast.Subscript):
        return type_of_generic(name_of(node.value), node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice])
    if name in SIMPLE:
        return {"type": SIMPLE[name]}
    if name.lower() in LISTS or name.lower() == "tuple":
        return {"type": "array"}
    return {"type": "object"} if name.lower() in OBJECTS else {}


def type_of_generic(name, arguments):
    if name == "Optional":
        return any_of([*arguments, ast.Constant(None)])
    if name == "Union":
        return any_of(arguments)
    if name == "Annotated":
        return type_of(arguments[0])
    if name == "Literal":
        values = [literal_of(argument) for argument in arguments]
        return {"enum": [value for value, _ in values]} if all(known and is_json(value) for value, known in values) else {}
    if name.lower() in LISTS:
        return {"type": "array", "items": type_of(arguments[0])}
    if name.lower() == "tuple":
        return {"type": "array"}
    if name.lower() in OBJECTS:
        return {"type": "object", "additionalProperties": type_of(arguments[-1]) if len(arguments) > 1 else {}}
    return {}


def any_of(nodes):
    schemas = []
    for schema in map(type_of, nodes):
        schemas.extend(schema["anyOf"] if list(schema) == ["anyOf"] else [schema])
    return {} if {} in schemas else {"anyOf": schemas}


def name_of(node):
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


# The check. The app has the same (functions/Runs/Parameters/ParameterCheck.cs), for what it knows the schema of.


def check(schema, values):
    """Raises InvalidParameters with all that is unknown or of a wrong type."""
    faults = []
    for name, value in values.items():
        if name not in schema["properties"]:
            if not schema["additionalProperties"]:
                faults.append(f"{name}: is not a parameter of the notebook. Parameters are: {', '.join(schema['properties'])}.")
        elif not fits(schema["properties"][name], value):
            faults.append(f"{name}: must be {wanted(schema['properties'][name])}.")
    if faults:
        raise InvalidParameters(" ".join(faults))


def fits(schema, value):
    if is_secret(value):
        value = ""
    if "anyOf" in schema:
        return any(fits(choice, value) for choice in schema["anyOf"])
    if "enum" in schema:
        return any(choice == value and isinstance(choice, bool) == isinstance(value, bool) for choice in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        return isinstance(value, list) and all(fits(schema.get("items", {}), item) for item in value)
    if kind == "object":
        inner = schema.get("additionalProperties", {})
        return isinstance(value, dict) and all(fits(inner, item) for item in value.values())
    if isinstance(value, bool) or kind == "boolean":
        return kind in (None, "boolean") and (kind is None or isinstance(value, bool))
    return {
        None: True,
        "null": value is None,
        "string": isinstance(value, str),
        "integer": isinstance(value, int) or (isinstance(value, float) and value.is_integer()),
        "number": isinstance(value, (int, float)),
    }.get(kind, True)


def wanted(schema):
    if "anyOf" in schema:
        return " or ".join(wanted(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return f"one of {', '.join(map(json.dumps, schema['enum']))}"
    if schema.get("type") == "array" and schema.get("items"):
        return f"a list, each {wanted(schema['items'])}"
    if schema.get("type") == "object" and schema.get("additionalProperties"):
        return f"an object, each value {wanted(schema['additionalProperties'])}"
    names = {
        "null": "null", "string": "a string", "boolean": "true or false", "integer": "a whole number",
        "number": "a number", "array": "a list", "object": "an object",
    }
    return names.get(schema.get("type"), "anything")


def main():
    path, kernel = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    try:
        if not os.path.isfile(path):
            raise ValueError("does not exist.")
        if os.path.getsize(path) > MAX_BYTES:
            raise ValueError(f"has more than {MAX_BYTES} bytes.")
        print(json.dumps(schema_of(load_notebook_node(path), kernel or None)))
    except Exception as error:
        print(json.dumps({"error": " ".join(f"{error}".split())[:1000] or type(error).__name__}))


if __name__ == "__main__":
    main()
