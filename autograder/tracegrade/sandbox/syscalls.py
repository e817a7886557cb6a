"""The system calls of Linux on x86-64 that a confined process cannot make, and why.

The numbers are the kernel's (arch/x86/entry/syscalls/syscall_64.tbl); they never change.
"""

from __future__ import annotations


def _numbers(table: str) -> dict[str, int]:
    lines = [line for line in table.splitlines() if not line.lstrip().startswith("#")]
    pairs = [entry.split("=") for entry in " ".join(lines).split()]
    return {name: int(number) for name, number in pairs}


# These fail with EPERM.
REFUSED = _numbers(
    """
    # What reaches into other processes.
    ptrace=101 process_vm_readv=310 process_vm_writev=311 process_madvise=440
    process_mrelease=448 kcmp=312 pidfd_open=434 pidfd_getfd=438 pidfd_send_signal=424 tkill=200
    rt_sigqueueinfo=129 rt_tgsigqueueinfo=297 migrate_pages=256 move_pages=279 setpriority=141
    ioprio_set=251 sched_setparam=142 sched_setscheduler=144 sched_setattr=314 setpgid=109
    setsid=112
    # New processes, other programs.
    fork=57 vfork=58 execve=59 execveat=322
    # Sockets; those that were open before go on working.
    socket=41 bind=49 connect=42 listen=50 accept=43 accept4=288
    # Names of files that Landlock does not look at.
    truncate=76 link=86 linkat=265 symlink=88 symlinkat=266 mknod=133 mknodat=259
    name_to_handle_at=303 open_by_handle_at=304
    # Attributes of files, which their owner may always change.
    chown=92 fchown=93 lchown=94 fchownat=260 setxattr=188 lsetxattr=189 fsetxattr=190
    removexattr=197 lremovexattr=198 fremovexattr=199 utime=132 utimes=235 futimesat=261
    utimensat=280
    # Watching what others do to files.
    inotify_init=253 inotify_init1=294 inotify_add_watch=254 fanotify_init=300 fanotify_mark=301
    lookup_dcookie=212
    # Memory that no limit counts, and what outlives the process.
    memfd_create=319 memfd_secret=447 remap_file_pages=216 shmget=29 shmat=30 shmctl=31 shmdt=67
    semget=64 semop=65 semctl=66 semtimedop=220 msgget=68 msgsnd=69 msgrcv=70 msgctl=71
    mq_open=240 mq_unlink=241 mq_timedsend=242 mq_timedreceive=243 mq_notify=244
    mq_getsetattr=245 vmsplice=278 io_setup=206 io_submit=209 io_destroy=207 io_getevents=208
    io_cancel=210 io_pgetevents=333
    # Namespaces, mounts and roots.
    unshare=272 setns=308 mount=165 umount2=166 move_mount=429 open_tree=428 fsopen=430
    fsconfig=431 fsmount=432 fspick=433 mount_setattr=442 pivot_root=155 chroot=161 swapon=167
    swapoff=168 quotactl=179 quotactl_fd=443
    # Parts of the kernel with a history of holes.
    bpf=321 perf_event_open=298 userfaultfd=323 io_uring_setup=425 io_uring_enter=426
    io_uring_register=427 add_key=248 request_key=249 keyctl=250 seccomp=317 personality=135
    modify_ldt=154
    # The machine as a whole.
    kexec_load=246 kexec_file_load=320 init_module=175 finit_module=313 delete_module=176
    create_module=174 get_kernel_syms=177 query_module=178 uselib=134 _sysctl=156 nfsservctl=180
    acct=163 reboot=169 syslog=103 sethostname=170 setdomainname=171 settimeofday=164
    clock_settime=227 adjtimex=159 clock_adjtime=305 iopl=172 ioperm=173 vhangup=153
    """
)

# These do nothing and succeed. Owners may always change modes, also of files that they cannot open,
# and Landlock lets them; but copying a file into the scratch folder sets its mode.
IGNORED = _numbers("chmod=90 fchmod=91 fchmodat=268 fchmodat2=452")

# These fail with ENOSYS, so that the C library falls back to clone and openat: a filter sees
# numbers, and the flags of these two are in memory.
ABSENT = _numbers("clone3=435 openat2=437")

# This one and all after it are younger than this table, or tell about mounts and security modules.
FIRST_UNKNOWN = 457

# These are looked at more closely.
OPEN, MMAP, IOCTL, SOCKETPAIR, CLONE, KILL, FCNTL = 2, 9, 16, 53, 56, 62, 72
SCHED_SETAFFINITY, TGKILL, OPENAT, PRLIMIT64 = 203, 234, 257, 302
