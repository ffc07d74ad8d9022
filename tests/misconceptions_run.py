"""scratch: print the outcome"""
import sys, tempfile, re, time
from pathlib import Path
from autograder.grading.grade import Grader
from tests.course import COURSE, submission
R=Path(__file__).parent/"misconceptions"
parts=sys.argv[1:]
ok=bad=none=0
with tempfile.TemporaryDirectory() as folder, Grader(COURSE, language="en") as g:
    for p in sorted(R.rglob("*.py")):
        a,e=p.parent.name,p.stem
        if a=="misconceptions" or (parts and not any(x in f"{a}/{e}" for x in parts)): continue
        t0=time.time()
        for i,b in enumerate(p.read_text().split("# === ")[1:]):
            slug,_,code=b.partition("\n")
            r=g.grade(submission(Path(folder)/f"{a}.ipynb",a,{e:code}),student="x",assignment=a)
            if r.outcome!="graded": print(a,e,i,r.outcome,r.message); continue
            one=next(x for x in r.exercises if x.name==e)
            got=one.misconception or one.relation
            want=slug.split("|")
            if one.outcome=="passed": tag="PASSED!"
            elif got in want: tag="ok"; ok+=1
            elif got is None: tag="NONE"; none+=1
            elif "?" in want: tag="read"; ok+=1
            else: tag="WRONG?"; bad+=1
            if tag!="ok":
                m=next((t.message for t in one.tests if t.message),"")
                t=next((t.name for t in one.tests if t.message),"")
                print(f"{a}/{e}#{i} want {slug} got {got} [{tag}]"); 
                if tag!="read" or 1: print("    ", t, (m or "").replace("\n"," / ")[:330])
        print(f"   {a}/{e} {time.time()-t0:.0f}s", flush=True)
print("ok",ok,"wrong?",bad,"none",none)
