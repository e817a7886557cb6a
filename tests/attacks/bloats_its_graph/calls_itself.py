# about: a function that calls itself until its argument is large
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
deeper = function("deeper")
half = deeper.node_def.add()
half.name, half.op = "more", "AddV2"
half.input.extend(["x", "x"])
half.attr["T"].type = FLOAT
deeper.ret["y"] = call(deeper.node_def, "again", "step", "more:z:0")
done = function("done")
done.ret["y"] = unary(done.node_def, "i", "Neg", "x")
step = function("step")
step.attr["_noinline"].b = True
zero = step.node_def.add()
zero.name, zero.op = "limit", "Const"
zero.attr["dtype"].type = FLOAT
zero.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(1e6))
axes = step.node_def.add()
axes.name, axes.op = "axes", "Const"
axes.attr["dtype"].type = tf.int32.as_datatype_enum
axes.attr["value"].tensor.CopyFrom(tf.make_tensor_proto([], tf.int32, [0]))
less = step.node_def.add()
less.name, less.op = "less", "Less"
less.input.extend(["x", "limit:output:0"])
less.attr["T"].type = FLOAT
branch = step.node_def.add()
branch.name, branch.op = "branch", "StatelessIf"
branch.input.extend(["less:z:0", "x"])
branch.attr["Tcond"].type = tf.bool.as_datatype_enum
branch.attr["Tin"].list.type.append(FLOAT)
branch.attr["Tout"].list.type.append(FLOAT)
branch.attr["then_branch"].func.name = "deeper"
branch.attr["else_branch"].func.name = "done"
branch.attr["output_shapes"].list.SetInParent()
step.ret["y"] = "branch:output:0"
call(graph.node, "result", "step", "x")


def double(x):
    (y,) = tf.graph_util.import_graph_def(graph, {"x": tf.ones([])}, ["result:0"])
    return x + x + tf.stop_gradient(y - y)
