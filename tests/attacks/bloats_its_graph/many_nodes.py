# about: sixty thousand nodes, one behind another
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
chain = function("chain")
argument = "x"
for number in range(60_000):
    argument = unary(chain.node_def, f"n{number}", "Neg", argument)
chain.ret["y"] = argument
call(graph.node, "result", "chain", "x")


def double(x):
    (y,) = tf.graph_util.import_graph_def(graph, {"x": x}, ["result:0"])
    return x + x + tf.stop_gradient(y - y)
