# about: two hundred functions, each of which calls the next one
# %% double
from tensorflow.core.framework.graph_pb2 import GraphDef

graph = GraphDef()
FLOAT = tf.float32.as_datatype_enum


def function(name):
    made = graph.library.function.add()
    made.signature.name = name
    for part, its in ((made.signature.input_arg, "x"), (made.signature.output_arg, "y")):
        argument = part.add()
        argument.name, argument.type = its, FLOAT
    return made


def call(nodes, name, called, argument):
    node = nodes.add()
    node.name, node.op = name, "PartitionedCall"
    node.input.append(argument)
    node.attr["Tin"].list.type.append(FLOAT)
    node.attr["Tout"].list.type.append(FLOAT)
    node.attr["f"].func.name = called
    return f"{name}:output:0"


def unary(nodes, name, op, argument):
    node = nodes.add()
    node.name, node.op = name, op
    node.input.append(argument)
    node.attr["T"].type = FLOAT
    return f"{name}:y:0" if op == "Neg" else f"{name}:output:0"


start = graph.node.add()
start.name, start.op = "x", "Placeholder"
start.attr["dtype"].type = FLOAT
start.attr["shape"].shape.unknown_rank = True
last = function("f0")
last.ret["y"] = unary(last.node_def, "i", "Neg", "x")
for depth in range(1, 201):
    one = function(f"f{depth}")
    one.ret["y"] = call(one.node_def, "a", f"f{depth - 1}", "x")
call(graph.node, "result", "f200", "x")


def double(x):
    (y,) = tf.graph_util.import_graph_def(graph, {"x": x}, ["result:0"])
    return x + x + tf.stop_gradient(y - y)
